// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { offerWork } from '../../../../src/client/work/controls'
import { keepNotes } from '../../../../src/client/work/notes'
import { showProgress } from '../../../../src/client/work/progress'
import { WorkStore } from '../../../../src/client/work/workStore'
import { UNANSWERED } from '../../../../src/ui/question/record/record'

const find = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector)
  if (!found) throw new Error(`There is no ${selector}`)
  return found
}
const text = (selector: string) => find(selector).textContent?.trim()

let store: WorkStore
beforeEach(() => {
  store = new WorkStore(undefined)
})

describe('the progress on the first page', () => {
  beforeEach(() => {
    document.body.innerHTML = `
      <p data-progress="3-made-up"><i data-of="3-made-up/a"></i><i data-of="3-made-up/b"></i><i data-of="3-made-up/c"></i>
        <span data-progress-words>3 questions</span> <a href="./problems/3-made-up/" data-go-on hidden>Go on</a></p>
      <p data-work-summary></p>`
    Reflect.set(globalThis, 'CSS', { escape: (name: string) => name })
    showProgress(store)
  })

  it('counts what is right and what is missed, question by question', () => {
    expect(text('[data-progress-words]')).toBe('3 questions')
    store.putAnswer('3-made-up/a', { ...UNANSWERED, state: 'right', tries: 1 })
    store.putAnswer('3-made-up/b', { ...UNANSWERED, state: 'revealed', missed: true })
    expect(text('[data-progress-words]')).toBe('1 of 3 questions right, 1 missed')
    const standings = [...document.querySelectorAll<HTMLElement>('[data-of]')].map(({ dataset }) => dataset.standing)
    expect(standings).toEqual(['right', 'missed', 'open'])
    expect(text('[data-work-summary]')).toBe('1 question answered right, 1 missed so far.')
  })

  it('leads to where the reader was last', () => {
    expect(find('[data-go-on]').hidden).toBe(true)
    store.putPlace('3-made-up', 'b')
    expect(find('[data-go-on]').hidden).toBe(false)
    expect(find('[data-go-on]').getAttribute('href')).toBe('http://localhost:3000/problems/3-made-up/#b')
    expect(text('[data-go-on]')).toBe('Go on at part b')
    expect(text('[data-work-summary]')).toContain('Go on with problem 3')
  })
})

describe('the notes to a part', () => {
  const note = () => find<HTMLTextAreaElement>('[data-note]')
  const write = (words: string) => {
    note().value = words
    note().dispatchEvent(new Event('input', { bubbles: true }))
  }
  beforeEach(() => {
    document.body.innerHTML = '<details><textarea data-note="3-made-up/a"></textarea><p></p></details>'
  })

  it('are kept as they are written, and there at the next visit, open and on paper', () => {
    keepNotes(store)
    expect(find('details').hasAttribute('data-empty')).toBe(true)
    write('Variances add.')
    expect(store.get().notes['3-made-up/a']?.text).toBe('Variances add.')
    document.body.innerHTML = '<details><textarea data-note="3-made-up/a"></textarea><p></p></details>'
    keepNotes(store)
    expect(note().value).toBe('Variances add.')
    expect(text('p')).toBe('Variances add.')
    expect(find<HTMLDetailsElement>('details').open).toBe(true)
    expect(find('details').hasAttribute('data-empty')).toBe(false)
  })

  it('follow another tab, but not over what is being written here', () => {
    keepNotes(store)
    store.putNote('3-made-up/a', 'from there')
    expect(note().value).toBe('from there')
    find<HTMLDetailsElement>('details').open = true
    note().focus()
    store.putNote('3-made-up/a', 'from there again')
    expect(note().value).toBe('from there')
  })
})

describe('what can be done with the work', () => {
  beforeEach(() => {
    document.body.innerHTML = `<button data-work="forget">Forget everything</button>
      <input type="checkbox" data-ask-first checked><p data-work-says></p>`
    store.putNote('3-made-up/a', 'mine')
    offerWork(store)
  })

  it('asks once before it forgets everything', () => {
    find('[data-work="forget"]').click()
    expect(store.get().notes).not.toEqual({})
    expect(text('[data-work-says]')).toMatch(/again/)
    find('[data-work="forget"]').dispatchEvent(new Event('blur'))
    find('[data-work="forget"]').click()
    expect(store.get().notes).not.toEqual({})
    find('[data-work="forget"]').click()
    expect(store.get().notes).toEqual({})
  })

  it('keeps whether figures hold back', () => {
    find('[data-ask-first]').click()
    expect(store.get().askFirst).toBe(false)
    store.askFirst(true)
    expect(find<HTMLInputElement>('[data-ask-first]').checked).toBe(true)
  })
})
