// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bring, choose, type StagedOwn, settle, stageOwn, text } from '../own'
import { the } from '../stage'

/** A file whose content is available at once, or after `when`. */
function file(content: string | Uint8Array<ArrayBuffer>, name = 'notes.txt', when = Promise.resolve()): File {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const made = new File([bytes], name, { type: 'text/plain' })
  const slice: File['slice'] = (from, to) =>
    Object.assign(new Blob(), { arrayBuffer: () => when.then(() => bytes.slice(from, to).buffer) })
  return Object.assign(made, { slice })
}

/** A file whose content becomes available when the test says so. */
function slowFile(content: string, name: string) {
  let end = () => {}
  const when = new Promise<void>((resume) => {
    end = resume
  })
  return { slow: file(content, name, when), end: () => settle(end) }
}

describe('PassageControl', () => {
  let figure: StagedOwn
  const area = () => the(HTMLTextAreaElement, figure.host, 'textarea[name=text]')
  const chooser = () => the(HTMLInputElement, figure.host, '.control-passage input[type=file]')
  const says = () => the(HTMLElement, figure.host, '.control-passage [role=status]').textContent
  const click = (words: string) => settle(() => figure.button(words).click())
  const write = (draft: string) =>
    settle(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area(), draft)
      area().dispatchEvent(new Event('input', { bubbles: true }))
    })

  beforeEach(async () => {
    figure = await stageOwn({ text })
  })
  afterEach(() => figure.leave())

  it('uses what is typed when the reader says so, and not before', async () => {
    expect(figure.button('Use this text').disabled).toBe(true)
    await write('my own words')
    expect(figure.value('text')).toBe('')
    await click('Use this text')
    expect(figure.value('text')).toBe('my own words')
    expect(figure.button('Use this text').disabled).toBe(true)
  })

  it.each([
    ['“Words”, 1', 'ltr'],
    ['1. “שלום” words', 'rtl'],
    ['سلام', 'rtl'],
    ['学习', 'ltr'],
    ['', 'ltr'],
  ])('runs in the direction of its first letter: %s', async (draft, direction) => {
    await write(draft)
    expect(area().dir).toBe(direction)
  })

  it('says in its help how much of a text is used', () => {
    const help = (area().getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id))
    expect(help[0]?.textContent).toBe('Any language. At most 40 characters of it are used.')
    expect(help[1]?.getAttribute('role')).toBe('status')
  })

  it('takes a text that is too long up to the cap, and says so', async () => {
    await write('abcdefghij'.repeat(5))
    expect(area().value).toHaveLength(50)
    await click('Use this text')
    expect(figure.value('text')).toBe('abcdefghij'.repeat(4))
    expect(area().value).toHaveLength(40)
    expect(says()).toBe('Only the first 40 characters are used.')
    expect(area().getAttribute('aria-invalid')).toBeNull()
  })

  it('refuses what cannot be used beside the field, until it is written anew', async () => {
    await write('aaaa')
    await click('Use this text')
    expect([figure.value('text'), area().value, says()]).toEqual([
      '',
      'aaaa',
      'This text cannot be used: it has one letter.',
    ])
    expect(area().getAttribute('aria-invalid')).toBe('true')
    await write('aaaab')
    expect([says(), area().getAttribute('aria-invalid')]).toEqual(['', null])
  })

  it.each(['drop', 'paste', 'choose'] as const)('uses a file at once: %s', async (way) => {
    const given = file('from a file')
    if (way === 'choose') await choose(chooser(), given)
    else expect((await bring(area(), way, [given])).defaultPrevented).toBe(true)
    expect([figure.value('text'), area().value, says()]).toEqual(['from a file', 'from a file', ''])
  })

  it('leaves words that are dropped or pasted to the browser', async () => {
    for (const way of ['dragover', 'drop', 'paste'] as const)
      expect((await bring(area(), way, [])).defaultPrevented).toBe(false)
  })

  it.each([
    [
      'broken',
      file(new Uint8Array([0xff, 0xfe, 0x80])),
      'notes.txt is no text in UTF-8. Save it as UTF-8 in a text editor (Save as, encoding UTF-8), or paste its text.',
    ],
    ['empty', file(''), 'notes.txt is empty.'],
    ['of one letter', file('aaaa'), 'notes.txt cannot be used: it has one letter.'],
  ])('says why a file cannot be used, and keeps setting and draft: %s', async (_, given, sentence) => {
    await write('used')
    await click('Use this text')
    await write('a draft')
    await bring(area(), 'drop', [given])
    expect([figure.value('text'), area().value, says()]).toEqual(['used', 'a draft', sentence])
    expect(area().getAttribute('aria-invalid')).toBeNull()
  })

  it('takes of a file what the cap allows, and says so', async () => {
    await choose(chooser(), file('0123456789'.repeat(30)))
    expect([figure.value('text'), says()]).toEqual(['0123456789'.repeat(4), 'Only the first 40 characters are used.'])
  })

  it('takes the later of two files, whichever is read first', async () => {
    const first = slowFile('the first', '1.txt')
    const second = slowFile('the second', '2.txt')
    await bring(area(), 'drop', [first.slow])
    await bring(area(), 'drop', [second.slow])
    await second.end()
    await first.end()
    expect(figure.value('text')).toBe('the second')
  })

  it('takes a word of the reader before a file that is still being read', async () => {
    const slow = slowFile('too late', '1.txt')
    await bring(area(), 'drop', [slow.slow])
    await write('typed meanwhile')
    await click('Use this text')
    await slow.end()
    expect(figure.value('text')).toBe('typed meanwhile')
  })

  it('keeps the focus in the control when the text is removed', async () => {
    await choose(chooser(), file('from a file'))
    await settle(() => figure.button('Use the words of this book').focus())
    await click('Use the words of this book')
    expect([figure.value('text'), area().value]).toEqual(['', ''])
    expect(document.activeElement).toBe(area())
  })

  it('keeps text and draft through a preset and a reset', async () => {
    await choose(chooser(), file('from a file'))
    await write('a draft of the next')
    await click('very loud')
    await click('Reset')
    expect([figure.value('text'), area().value]).toEqual(['from a file', 'a draft of the next'])
  })

  it('follows a value that comes from elsewhere, and what was said of another one is gone', async () => {
    await write('aaaa')
    await click('Use this text')
    expect(says()).not.toBe('')
    await settle(() => figure.session.set('text', 'from an address'))
    expect([area().value, says()]).toEqual(['from an address', ''])
  })
})
