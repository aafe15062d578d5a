// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { drawCodes } from '../../../../src/client/reading/figureCodes'
import { PUBLIC_ADDRESS } from '../../../../src/lecture/qr/address'
import { QUIET } from '../../../../src/lecture/qr/qrCode'
import { readDrawnCode } from '../../../qrReader'

const page = () => {
  document.body.innerHTML = ['variance', 'depth']
    .map((id) => `<figure class="figure" id="${id}"><div class="figure-code"></div></figure>`)
    .join('')
}
const link = (figure: string) => `?${figure}.d=64#${figure}`
/** What a phone reads in the code of each figure. */
const read = () =>
  [...document.querySelectorAll('.figure-code')].map((place) => {
    const side = Number(place.querySelector('svg')?.getAttribute('viewBox')?.split(' ')[2])
    const path = place.querySelector('path')?.getAttribute('d')
    return path && readDrawnCode(path, side, QUIET)
  })

afterEach(() => {
  localStorage.clear()
  vi.restoreAllMocks()
})

it('each figure has the code of its own setting, as often as it is printed', () => {
  page()
  const here = 'https://example.org/book/problems/3-weight-initialization/?print=all&depth.seed=4#a'
  for (let prints = 0; prints < 2; prints++) drawCodes(document, link, here)
  expect(read()).toEqual([
    'https://example.org/book/problems/3-weight-initialization/?variance.d=64#variance',
    'https://example.org/book/problems/3-weight-initialization/?depth.d=64#depth',
  ])
})

it('on the machine of the author there is a code only if a public address is kept', () => {
  page()
  const here = 'http://localhost:5000/problems/3-weight-initialization/?print=all'
  drawCodes(document, link, here)
  expect(read()).toEqual([undefined, undefined])
  const coded = () => document.querySelectorAll('.figure[data-coded]').length
  expect(coded()).toBe(0)
  localStorage.setItem(PUBLIC_ADDRESS, 'https://example.org/book/')
  drawCodes(document, link, here)
  expect(coded()).toBe(2)
  expect(read()[0]).toBe('https://example.org/book/problems/3-weight-initialization/?variance.d=64#variance')
})

it('an address that is too long for a code has none, and the others have theirs', () => {
  page()
  vi.spyOn(console, 'error').mockImplementation(() => {})
  drawCodes(
    document,
    (figure) => (figure === 'depth' ? `#depth?${'f'.repeat(3000)}` : link(figure)),
    'https://example.org/',
  )
  expect(read()).toEqual(['https://example.org/?variance.d=64#variance', undefined])
})

it('a figure that could not be loaded has no code, which is reported, and the others have theirs', () => {
  page()
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const fault = new Error('The figure "variance" is not loaded')
  const linkOrThrow = (figure: string) => {
    if (figure === 'variance') throw fault
    return link(figure)
  }
  drawCodes(document, linkOrThrow, 'https://example.org/')
  expect(read()).toEqual([undefined, 'https://example.org/?depth.d=64#depth'])
  expect(report.mock.calls).toEqual([[fault]])
})
