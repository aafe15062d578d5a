// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { HoldBack } from '../../../../src/client/questions/holdBack'
import { WorkStore } from '../../../../src/client/work/workStore'
import { UNANSWERED } from '../../../../src/ui/question/record/record'

const PROBLEM = '9-made-up'

describe('HoldBack', () => {
  let store: WorkStore
  const held = (search = '') => new HoldBack(PROBLEM, store, document, search)
  beforeEach(() => {
    store = new WorkStore(undefined)
    document.body.innerHTML = `
      <div data-ask="scale" data-holds="variance depth"></div>
      <div data-ask="mean" data-holds="depth"></div>
      <div data-ask="free"></div>
      <div data-island="figure" data-figure="variance"></div>
      <div data-ask="late" data-holds="variance late"></div>
      <div data-island="figure" data-figure="depth"></div>
      <div data-island="figure" data-figure="other"></div>`
  })

  it('holds back the figures that a question before them asks about, and no other', () => {
    const figures = ['variance', 'depth', 'other'].filter((figure) => held().isHeld(figure))
    expect(figures).toEqual(['variance', 'depth'])
    expect(held().of('other')).toBeUndefined()
    expect(held().of('variance')?.question).toBe('#question-scale')
  })

  it('shows them all in a lecture or on paper, and tells so; after paper it holds them back again', () => {
    const hold = held()
    let told = 0
    hold.of('variance')?.subscribe(() => told++)
    hold.show('depth')
    const undo = hold.lift()
    expect([hold.isHeld('variance'), hold.isHeld('depth')]).toEqual([false, false])
    expect(told).toBeGreaterThan(0)
    undo()
    expect([hold.isHeld('variance'), hold.isHeld('depth')]).toEqual([true, false])
    expect(held().isHeld('variance')).toBe(true)
  })

  it.each([
    ['a wrong answer', { ...UNANSWERED, state: 'wrong', tries: 1, answer: 'd' } as const],
    ['the reveal', { ...UNANSWERED, state: 'revealed' } as const],
  ])('shows them after %s, and tells so', (_, record) => {
    const hold = held()
    let told = 0
    hold.of('variance')?.subscribe(() => told++)
    store.putAnswer(`${PROBLEM}/scale`, record)
    expect(told).toBeGreaterThan(0)
    expect(hold.isHeld('variance')).toBe(false)
    expect(hold.isHeld('depth')).toBe(false)
  })

  it('is not satisfied by an answer that could not be read, or by an answer to a question after the figure', () => {
    const hold = held()
    store.putAnswer(`${PROBLEM}/scale`, { ...UNANSWERED, state: 'unreadable', answer: '(' })
    store.putAnswer(`${PROBLEM}/late`, { ...UNANSWERED, state: 'right', tries: 1, answer: '1' })
    expect(hold.isHeld('variance')).toBe(true)
  })

  it('shows a figure whose reader asks for it, also at the next visit', () => {
    held().of('variance')?.show()
    expect(held().isHeld('variance')).toBe(false)
    expect(held().isHeld('depth')).toBe(true)
  })

  it('shows all figures to readers who want nothing held back', () => {
    const hold = held()
    hold.of('variance')?.showAll()
    expect(hold.isHeld('depth')).toBe(false)
    store.askFirst(true)
    expect(hold.isHeld('depth')).toBe(true)
  })

  it('shows what a link sets', () => {
    expect(held('?variance.d=64').isHeld('variance')).toBe(false)
    expect(held('?variance.d=64').isHeld('depth')).toBe(true)
    expect(held('?answers=shown').isHeld('depth')).toBe(false)
    expect(held('?embed=depth').isHeld('depth')).toBe(false)
    expect(held('?backend=wasm').isHeld('depth')).toBe(true)
  })
})
