import type { HeldBack } from '../../ui/panel/held/heldBack'
import { isClosed } from '../../ui/question/record/record'
import type { WorkStore } from '../work/workStore'

/**
 * Holds back the figures that an open question asks about, so that a prediction is one. A figure is shown once one of the questions before it is
 * answered or revealed, when its reader asks for it, and where the address sets it or says `?answers=shown`.
 */
export class HoldBack {
  /** The questions before each figure that ask about it, by figure. */
  private readonly asking: ReadonlyMap<string, readonly string[]>
  private readonly listeners = new Set<() => void>()
  /** The figures that this page shows, whatever is stored. */
  private readonly shown = new Set<string>()

  constructor(
    private readonly problem: string,
    private readonly store: WorkStore,
    root: ParentNode,
    search: string,
  ) {
    this.asking = questionsBefore(root)
    const query = new URLSearchParams(search)
    const isWhole = query.get('answers') === 'shown' || query.has('embed')
    for (const figure of this.asking.keys())
      if (isWhole || [...query.keys()].some((key) => key.startsWith(`${figure}.`))) this.shown.add(figure)
    store.subscribe(() => this.tell())
  }

  isHeld(figure: string): boolean {
    const { askFirst, shown } = this.store.get()
    const asking = this.asking.get(figure) ?? []
    if (!askFirst || asking.length === 0 || this.shown.has(figure) || shown.includes(this.id(figure))) return false
    return asking.every((name) => !isClosed(this.store.answer(this.id(name))))
  }

  /**
   * Shows every figure of this page until it is loaded again: in a lecture the class is asked by a vote, and a sheet of paper has its own questions.
   * Returns what holds the figures back again.
   */
  lift(): () => void {
    const held = [...this.asking.keys()].filter((figure) => !this.shown.has(figure))
    for (const figure of held) this.shown.add(figure)
    this.tell()
    return () => {
      for (const figure of held) this.shown.delete(figure)
      this.tell()
    }
  }

  /** Shows a figure from now on. */
  show(figure: string): void {
    if (!this.isHeld(figure)) return
    this.store.show(this.id(figure))
    this.shown.add(figure)
    this.tell()
  }

  /** The held-back state of a figure, for its panel; undefined if no question is about it. */
  of(figure: string): HeldBack | undefined {
    if (!this.asking.has(figure)) return undefined
    return {
      subscribe: (listener) => {
        this.listeners.add(listener)
        return () => this.listeners.delete(listener)
      },
      isHeld: () => this.isHeld(figure),
      show: () => this.show(figure),
      showAll: () => this.store.askFirst(false),
      question: `#question-${this.asking.get(figure)?.[0]}`,
    }
  }

  private id(name: string): string {
    return `${this.problem}/${name}`
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

function questionsBefore(root: ParentNode): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const passed = new Set<string>()
  for (const { dataset } of root.querySelectorAll<HTMLElement>('[data-ask], [data-island="figure"]')) {
    const { ask, holds = '', figure } = dataset
    // A question after a figure asks about what its reader has seen.
    if (figure !== undefined) passed.add(figure)
    else if (ask !== undefined)
      for (const held of holds.split(' '))
        if (held !== '' && !passed.has(held)) found.set(held, [...(found.get(held) ?? []), ask])
  }
  return found
}
