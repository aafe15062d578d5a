import type { Moment } from '../outline/moments'
import { keptInSight, paginate, type TypeRange, typeRange, typeSizes } from './fit'

/** The most earlier steps that stay in sight. */
const EARLIER = 4

/** How an element is shown: in focus, dimmed, above what it belongs to, as the heading, beside a vote. */
type Shown = 'now' | 'earlier' | 'above' | 'head' | 'beside'

/** How one moment is laid out on this screen. */
interface Layout {
  readonly type: number
  /** Of each step: the units that are shown, by index, and the one in focus if they come one at a time. */
  readonly steps: readonly (readonly number[])[]
  /** How many of the units above fit as well, by step. */
  readonly above: number
}

/**
 * Shows moments on the page itself: the elements of a moment, in place, and nothing else. It hides and shows by attributes, and measures
 * what fits. `leave` takes every attribute away.
 */
export class LectureStage {
  private readonly root = document.documentElement
  private layouts = new Map<Moment, Layout>()
  private marked: HTMLElement[] = []
  private opened: HTMLDetailsElement[] = []

  constructor(
    private readonly main: HTMLElement,
    private readonly elements: readonly HTMLElement[],
  ) {}

  /** Forgets what was measured: the screen or the fonts have changed. */
  forget(): void {
    this.layouts = new Map()
  }

  /** The number of steps of a moment on this screen. */
  steps(moment: Moment): number {
    return this.layout(moment).steps.length
  }

  /** Shows a step of a moment. `slide` is the moment's number in the lecture, from 1. */
  show(moment: Moment, step: number, slide: number): void {
    const layout = this.layout(moment)
    this.mark(moment, layout, Math.min(step, layout.steps.length - 1))
    this.main.dataset.slide = String(slide)
    this.main.dataset.kind = moment.kind
    this.main.dataset.step = String(step + 1)
    this.main.setAttribute('aria-current', 'step')
    this.main.scrollTop = 0
  }

  /** Shows one more element beside the moment. */
  add(element: HTMLElement): void {
    this.put(element, 'beside')
  }

  /** Gives the page back as it was. */
  leave(): void {
    this.unmark()
    for (const details of this.opened) details.open = false
    this.opened = []
    for (const name of ['slide', 'kind', 'step']) delete this.main.dataset[name]
    this.main.removeAttribute('aria-current')
    for (const name of ['--lecture-type', '--lecture-head']) this.root.style.removeProperty(name)
  }

  private element(at: number): HTMLElement {
    const element = this.elements[at]
    if (!element) throw new Error(`There is no element ${at} (there are ${this.elements.length})`)
    return element
  }

  private layout(moment: Moment): Layout {
    const found = this.layouts.get(moment)
    if (found) return found
    const before = this.marked.length > 0 ? this.shown : undefined
    const layout = this.measure(moment)
    this.layouts.set(moment, layout)
    if (before) this.mark(...before)
    return layout
  }

  private shown: readonly [Moment, Layout, number] | undefined

  private measure(moment: Moment): Layout {
    const all = moment.units.map((_, i) => i)
    // A figure fills the stage whatever the type is.
    if (moment.kind === 'figure') return { type: typeRange(innerWidth, innerHeight).least, steps: [all], above: 0 }
    const range = typeRange(innerWidth, innerHeight)
    return moment.builds ? this.measureSteps(moment, range) : this.measureSlides(moment, range)
  }

  /** One unit at a press: the type at which the largest fits with its reason, and as many before it as fit with it. */
  private measureSteps(moment: Moment, range: TypeRange): Layout {
    const all = moment.units.map((_, i) => i)
    for (const type of typeSizes({ ...range, most: range.most * 0.85 })) {
      const measured = (how: Shown) => {
        this.mark(moment, { type, steps: [all], above: 0 }, 0, how)
        return this.extents(moment, all)
      }
      const dimmed = measured('earlier').extents
      const { extents: focused, room } = measured('now')
      const heights = all.map((i) => ({
        dimmed: (dimmed[i + 1]?.top ?? dimmed[i]?.bottom ?? 0) - (dimmed[i]?.top ?? 0),
        focused: (focused[i]?.bottom ?? 0) - (focused[i]?.top ?? 0),
      }))
      if (heights.some((height) => height.focused > room) && type > range.least) continue
      return { type, steps: all.map((now) => [...keptInSight(heights, now, room, EARLIER), now]), above: 0 }
    }
    throw new Error('There is no size of type')
  }

  /** All units together: the largest type at which they fit, with what stays above them; else on as few slides as the smallest type needs. */
  private measureSlides(moment: Moment, range: TypeRange): Layout {
    const all = moment.units.map((_, i) => i)
    const sizes = typeSizes(range)
    for (const above of [moment.above.length, 0])
      for (const type of above > 0 ? sizes.slice(0, 4) : sizes) {
        this.mark(moment, { type, steps: [all], above }, 0)
        const { room, height } = this.extents(moment, all)
        if (height <= room) return { type, steps: [all], above }
      }
    const slidesAt = (type: number) => {
      this.mark(moment, { type, steps: [all], above: 0 }, 0)
      const { room, extents } = this.extents(moment, all)
      return paginate(moment.units, extents, room)
    }
    const fewest = slidesAt(range.least).length
    const type = sizes.find((size) => slidesAt(size).length <= fewest) ?? range.least
    return { type, steps: slidesAt(type), above: 0 }
  }

  /** The boxes of the units, the height of the stage below the heading (`room`), and the height of its contents there, in px. */
  private extents(moment: Moment, units: readonly number[]) {
    const { paddingBlockStart, paddingBlockEnd } = getComputedStyle(this.main)
    const head = moment.head === undefined ? 0 : this.element(moment.head).getBoundingClientRect().height
    const room =
      this.main.clientHeight - Number.parseFloat(paddingBlockStart) - Number.parseFloat(paddingBlockEnd) - head
    const extents = units.map((i) => this.element(moment.units[i]?.at ?? -1).getBoundingClientRect())
    const first = this.marked.find(({ dataset: { shown } }) => shown === 'above')?.getBoundingClientRect() ?? extents[0]
    return { extents, room, height: (extents.at(-1)?.bottom ?? 0) - (first?.top ?? 0) }
  }

  /** Marks what a step shows. `all`: how all of it is shown while it is measured. */
  private mark(moment: Moment, layout: Layout, step: number, all?: Shown): void {
    this.unmark()
    this.shown = [moment, layout, step]
    this.root.style.setProperty('--lecture-type', `${layout.type}px`)
    this.root.style.setProperty('--lecture-head', `${typeRange(innerWidth, innerHeight).most * 0.8}px`)
    const shown = layout.steps[step] ?? []
    const now = moment.builds ? shown.at(-1) : undefined
    if (moment.head !== undefined) this.put(this.element(moment.head), 'head')
    for (const { at } of moment.above.slice(0, layout.above)) this.put(this.element(at), 'above')
    for (const i of shown) {
      const unit = moment.units[i]
      if (unit) this.put(this.element(unit.at), all ?? (now === undefined || i === now ? 'now' : 'earlier'), i + 1)
    }
    const last = moment.units[shown.at(-1) ?? -1]
    if (last) this.element(last.at).dataset.ends = ''
    this.shrinkFormulas()
  }

  private put(element: HTMLElement, how: Shown, number?: number): void {
    element.dataset.shown = how
    if (number !== undefined) element.dataset.number = String(number)
    this.marked.push(element)
    for (let way = element.parentElement; way && way !== document.body; way = way.parentElement) {
      if (way instanceof HTMLDetailsElement && !way.open) {
        way.open = true
        this.opened.push(way)
      }
      if (way === this.main || way.dataset.way !== undefined) continue
      way.dataset.way = ''
      this.marked.push(way)
    }
  }

  private unmark(): void {
    for (const element of this.marked) {
      delete element.dataset.shown
      delete element.dataset.way
      delete element.dataset.number
      delete element.dataset.ends
      for (const box of element.querySelectorAll<HTMLElement>('.display')) box.style.removeProperty('--shrink')
      element.style.removeProperty('--shrink')
    }
    this.marked = []
  }

  /** A formula that is wider than the stage becomes as small as it must. */
  private shrinkFormulas(): void {
    for (const element of this.marked)
      for (const box of element.matches('.display') ? [element] : element.querySelectorAll<HTMLElement>('.display')) {
        if (element.dataset.shown === undefined || box.scrollWidth <= box.clientWidth) continue
        box.style.setProperty('--shrink', String((box.clientWidth / box.scrollWidth) * 0.985))
      }
  }
}
