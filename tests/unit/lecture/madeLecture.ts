import { vi } from 'vitest'
import type { Question } from '../../../src/experiment'
import type { Figure, FigureState } from '../../../src/figure/state'
import { Lecture } from '../../../src/lecture/lecture'
import type { LecturePage, LectureQuestions } from '../../../src/lecture/page'

/** A part with a question, one with two scenes of a figure, and one with a question that is answered by a sketch. */
const PAGE = `
<header class="title-block"><h1>Made up</h1></header>
<article>
  <section class="part" id="a"><h2>The scale</h2>
    <p>What value?</p>
    <div class="question-place" data-question="made-up/scale"></div>
  </section>
  <section class="part" id="b"><h2>The run</h2>
    <p>What happens?</p>
    <div data-island="figure" data-figure="variance">
      <p class="figure-title">The sum</p>
      <button class="preset" data-preset="small" title="Small">Small</button>
      <button class="preset" data-preset="large" title="Large">Large</button>
      <div class="pane" data-lead="true"><button class="is-enlarge"></button><div data-measures="mean"></div></div>
      <div class="pane"><button class="is-enlarge"></button><div data-measures="spread"></div></div>
    </div>
  </section>
  <section class="part" id="c"><h2>The shape</h2>
    <p>What shape?</p>
    <div class="question-place" data-question="made-up/shape"></div>
  </section>
</article>`

/** A question that the figure measures, in its second view. */
const SCALE: Question = {
  kind: 'choice',
  prompt: 'How large?',
  options: { small: { label: 'Small' }, large: { label: 'Large' } },
  answer: 'large',
  right: 'It is.',
  hints: [],
  reveals: 'Large.',
  draws: [{ figure: 'variance', measure: 'spread', line: () => Number.NaN }],
}

/** A sketch, which the same view measures. */
const SHAPE: Question = {
  kind: 'sketch',
  prompt: 'What shape?',
  figure: 'variance',
  measure: 'spread',
  at: {},
  x: [0, 1],
  y: [0, 1],
  scales: { x: 'linear', y: 'linear' },
  curves: { spread: { label: 'spread', curve: (x) => x, features: [] } },
  misconceptions: {},
  right: 'It rises.',
  hints: [],
  reveals: 'It rises.',
  draws: [{ figure: 'variance', measure: 'spread', line: (answer, x) => answer({ x }) }],
}

export const QUESTIONS: LectureQuestions = { questions: { scale: SCALE, shape: SHAPE } }

/** A promise that is settled from outside. */
export class Awaited<T> {
  resolve: (value: T) => void = () => {}
  reject: (error: Error) => void = () => {}
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve
    this.reject = reject
  })
}

/** A figure that records how it is set, and whose state a test changes. */
export class MadeFigure {
  readonly applied: string[] = []
  readonly listeners = new Set<() => void>()
  private state = { status: 'done', paused: false, readings: 10, expected: 10 } as FigureState

  readonly asFigure = {
    subscribe: (listener: () => void) => {
      this.listeners.add(listener)
      return () => this.listeners.delete(listener)
    },
    getState: () => this.state,
    apply: (preset: string) => this.applied.push(preset),
    follow: (preset: string) => this.applied.push(preset),
    forgetBefore: () => {},
  } as unknown as Figure

  update(next: Partial<FigureState>): void {
    this.state = { ...this.state, ...next }
    for (const listener of [...this.listeners]) listener()
  }
}

/** A lecture on a made-up page with the given query, whose figure and questions are loaded when a test says so. */
export function madeLecture(search = '') {
  document.body.innerHTML = `<main>${PAGE}</main>`
  const main = document.querySelector('main')
  if (!main) throw new Error('no page')
  for (const button of main.querySelectorAll('.is-enlarge'))
    button.addEventListener('click', () => {
      const pane = button.closest<HTMLElement>('.pane')
      const chosen = pane?.dataset.chosen !== undefined
      for (const one of main.querySelectorAll<HTMLElement>('.pane')) delete one.dataset.chosen
      if (pane && !chosen) pane.dataset.chosen = 'true'
    })
  const figure = new MadeFigure()
  const loading = new Awaited<Figure>()
  const questions = new Awaited<LectureQuestions>()
  const shown: (readonly [string, readonly string[] | undefined])[] = []
  const page: LecturePage = {
    main,
    search,
    rewrite: () => {},
    figure: () => loading.promise,
    link: (name) => `#${name}`,
    questions: () => questions.promise,
    showClassSketches: async (question, sketches) => {
      shown.push([question, sketches])
    },
    left: () => {},
  }
  const lecture = new Lecture(page, 'made-up')
  /** The measures of the view that has the whole stage. */
  const enlarged = () =>
    [...main.querySelectorAll<HTMLElement>('.pane[data-chosen] [data-measures]')].map(({ dataset }) => dataset.measures)
  /** Presses the button of the view of a measure. */
  const enlarge = (measure: string) =>
    main.querySelector<HTMLElement>(`.pane:has([data-measures="${measure}"]) .is-enlarge`)?.click()
  return { lecture, figure, shown, load: () => loading.resolve(figure.asFigure), questions, enlarged, enlarge }
}

/** What jsdom lacks: it has no fonts, and lays nothing out, so that everything fits. */
export function furnish(): void {
  vi.stubGlobal('getComputedStyle', () => ({ paddingBlockStart: '0px', paddingBlockEnd: '0px' }))
  vi.stubGlobal('CSS', { escape: (text: string) => text })
  Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve() } })
}

/** Resolves after the callbacks of all settled promises. */
export const heard = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
