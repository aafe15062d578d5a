// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pictureOf } from '../../../../src/experiment'
import { bring, choose, own, type StagedOwn, settle, stageOwn } from '../own'
import { the } from '../stage'

/** A file that stands for a picture of one grey, "grey 0": jsdom decodes no pictures. */
function file(content: string, type = 'image/png'): File {
  const made = new File([content], 'a.png', { type })
  contents.set(made, content)
  return made
}
const contents = new WeakMap<object, string>()

let held: { readonly content: string; end(): Promise<void> }[]
let holding: boolean
let canvases: number

function decoding() {
  vi.stubGlobal('createImageBitmap', async (from: unknown) => {
    if (!(from instanceof Blob)) return from
    const content = contents.get(from) ?? ''
    if (!content.startsWith('grey'))
      throw new DOMException('The source image could not be decoded.', 'InvalidStateError')
    if (holding) await new Promise<void>((end) => held.push({ content, end: () => settle(end) }))
    return { width: 300, height: 200, grey: Number(content.split(' ')[1]), close: () => {} }
  })
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { configurable: true, value: drawing })
}

/** A canvas with the grey of the last picture drawn on it. */
function drawing() {
  canvases++
  let grey = 255
  return {
    fillRect: () => {},
    drawImage: (image: { grey: number }) => {
      grey = image.grey
    },
    getImageData: (_x: number, _y: number, width: number, height: number) => ({
      data: Uint8ClampedArray.from({ length: 4 * width * height }, () => grey),
    }),
  }
}

describe('PictureControl', () => {
  let figure: StagedOwn
  const control = () => the(HTMLElement, figure.host, '.control-picture')
  const input = () => the(HTMLInputElement, figure.host, 'input[name=own]')
  const says = () => the(HTMLElement, control(), '[role=status]').textContent
  /** The ink of the first pixel; undefined if there is no picture. */
  const ink = () => pictureOf(String(figure.value('own')), 4)?.[0]?.[0]

  beforeEach(async () => {
    held = []
    holding = false
    canvases = 0
    decoding()
    figure = await stageOwn({ own })
  })
  afterEach(async () => {
    await figure.leave()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('takes a file that is chosen', async () => {
    await choose(input(), file('grey 0'))
    expect([ink(), says()]).toEqual([15, ''])
    expect(control().querySelector('svg[role=img]')).not.toBeNull()
  })

  it('takes a picture that is dropped, and does not let the browser open it', async () => {
    expect((await bring(control(), 'dragover', [file('grey 0')])).defaultPrevented).toBe(true)
    expect((await bring(control(), 'drop', [file('words', 'text/plain'), file('grey 255')])).defaultPrevented).toBe(
      true,
    )
    expect(ink()).toBe(0)
  })

  it('takes a picture that is pasted anywhere on the page while it is in sight', async () => {
    expect((await bring(document.body, 'paste', [file('grey 0')])).defaultPrevented).toBe(true)
    expect(ink()).toBe(15)
  })

  it.each(['input[type=radio]', 'input[type=range]', 'input[type=file]', 'button'])(
    'takes it also where the focus is on %s',
    async (at) => {
      await bring(the(HTMLElement, figure.host, at), 'paste', [file('grey 0')])
      expect(ink()).toBe(15)
    },
  )

  it('leaves a paste alone that is meant for a field, that brings no file, or that comes when it is out of sight', async () => {
    const field = the(HTMLInputElement, figure.host, 'input[name=gain-value]')
    expect((await bring(field, 'paste', [file('grey 0')])).defaultPrevented).toBe(false)
    expect((await bring(document.body, 'paste', [])).defaultPrevented).toBe(false)
    vi.spyOn(control(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, innerHeight + 10, 100, 100))
    expect((await bring(document.body, 'paste', [file('grey 0')])).defaultPrevented).toBe(false)
    expect(ink()).toBeUndefined()
  })

  it('ignores a paste after it is removed', async () => {
    await figure.leave()
    expect((await bring(document.body, 'paste', [file('grey 0')])).defaultPrevented).toBe(false)
  })

  it.each([
    ['broken', file('no picture'), /^This is no picture that the browser can read/],
    ['empty', file(''), /^The file is empty/],
    ['too large', Object.defineProperty(file('grey 0'), 'size', { value: 2 ** 27 }), /^The file is larger than 64 MB/],
  ])('says why a file cannot be used, and keeps the setting: %s', async (_, given, sentence) => {
    await choose(input(), file('grey 0'))
    await bring(control(), 'drop', [given])
    expect(ink()).toBe(15)
    expect(says()).toMatch(sentence)
    expect(input().getAttribute('aria-describedby')).toContain(the(HTMLElement, control(), '[role=status]').id)
    await choose(input(), file('grey 255'))
    expect([ink(), says()]).toEqual([0, ''])
  })

  it('takes the later of two pictures, whichever is decoded first', async () => {
    holding = true
    await choose(input(), file('grey 0'))
    await choose(input(), file('grey 255'))
    expect(held.map(({ content }) => content)).toEqual(['grey 0', 'grey 255'])
    await held[1]?.end()
    await held[0]?.end()
    expect(ink()).toBe(0)
  })

  it('keeps the focus in the control when the picture is removed, also while another is being read', async () => {
    await choose(input(), file('grey 0'))
    holding = true
    await choose(input(), file('grey 255'))
    await settle(() => figure.button('Remove').click())
    await held[0]?.end()
    expect(figure.value('own')).toBe('')
    expect(document.activeElement).toBe(input())
  })

  it('stays through a preset and a reset', async () => {
    await choose(input(), file('grey 0'))
    await settle(() => figure.button('very loud').click())
    await settle(() => figure.button('Reset').click())
    expect(ink()).toBe(15)
  })

  it('offers files that browsers can decode: no SVG', () => {
    expect(input().accept.split(',')).toContain('image/png')
    expect(input().accept).not.toMatch(/svg|\*/)
  })

  it('shrinks the middle square before it is drawn', async () => {
    const shrink = vi.spyOn(globalThis, 'createImageBitmap')
    await choose(input(), file('grey 0'))
    expect(shrink.mock.calls[1]?.slice(1)).toEqual([
      50,
      0,
      200,
      200,
      { resizeWidth: 128, resizeHeight: 128, resizeQuality: 'high' },
    ])
    expect(canvases).toBe(1)
  })
})
