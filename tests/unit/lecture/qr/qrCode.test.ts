import { describe, expect, it } from 'vitest'
import { phoneCode, QUIET, qrCode } from '../../../../src/lecture/qr/qrCode'
import { readCode, readDrawnCode } from '../../../qrReader'

const read = (text: string) => {
  const { path, size } = qrCode(text)
  return readDrawnCode(path, size, QUIET)
}

describe('the QR code of an address', () => {
  it.each([
    'https://example.org/book/problems/3-weight-initialization/#question-scale',
    'https://example.org/book/problems/3-weight-initialization/?variance.d=1024&variance.seed=7#variance',
    'https://example.org/book/?variance.answer.scale=1~d~sqrt~%2F~#variance',
    'https://пример.испытание/книга/#a',
  ])('is read back as it was given: %s', (address) => {
    expect(read(address)).toBe(address)
  })

  it('is read back at every version that an address needs, from the smallest to the largest', () => {
    const versions = new Set<number>()
    for (let length = 20; length < 2300; length = Math.ceil(length * 1.08)) {
      const text = `https://example.org/?a=${'0123456789abcdef'.repeat(150)}`.slice(0, length)
      versions.add((qrCode(text).size - 2 * QUIET - 17) / 4)
      expect(read(text)).toBe(text)
    }
    expect(versions.size).toBeGreaterThan(25)
  })
})

describe('the reader of these tests', () => {
  const { path, size } = qrCode('https://example.org/book/#a')
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x} ${y}`))
  const flipped = (at: string) =>
    readCode((x, y) => dark.has(`${x + QUIET} ${y + QUIET}`) !== (`${x} ${y}` === at), size - 2 * QUIET)

  it.each([
    ['a data module', '12 12', /block 0 is damaged/],
    ['a finder', '3 3', /no finder at 0, 0/],
    ['the format', '2 8', /formats differ/],
  ])('sees a single wrong module: %s', (_, at, fault) => {
    expect(() => flipped(at)).toThrow(fault)
  })
})

describe('what a code says to a phone', () => {
  const HERE = 'http://localhost:4173/problems/1-residual-shape/?lecture=a.7'
  const BASE = 'https://example.org/book/'

  it('is the place on the page at the public address', () => {
    const { text, short } = phoneCode(HERE, '?adapter.stride=2#adapter', BASE)
    expect([text, short]).toEqual([`${BASE}problems/1-residual-shape/?adapter.stride=2#adapter`, false])
  })

  it('leaves out a setting that no phone would read from a wall', () => {
    const { text, short } = phoneCode(HERE, `?adapter.picture=%7E1#adapter?${'A'.repeat(3000)}`, BASE)
    expect([text, short]).toEqual([`${BASE}problems/1-residual-shape/#adapter`, true])
    expect(qrCode(`${BASE}${'a'.repeat(504 - BASE.length)}`).size - 2 * QUIET).toBe(85)
  })
})
