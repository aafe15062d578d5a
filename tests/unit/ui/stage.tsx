import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { turnsTaken } from '../../../src/charts'
import {
  choice,
  type Experiment,
  exactly,
  exactSeries,
  experiment,
  histogram,
  histogramReading,
  number,
  scalar,
  scalarReading,
  series,
  seriesReading,
  tex,
  toggle,
  type Value,
} from '../../../src/experiment'
import { initialState } from '../../../src/figure/initialState'
import type { Figure, FigureState } from '../../../src/figure/state'

/** An experiment with every kind of control, measure and view that the panel supports. */
export const sampler: Experiment = experiment({
  title: 'Sampler',
  summary: 'One of everything.',
  about: {
    computes: 'Numbers that the test makes up.',
    repeated: 'draws',
    errors: 'None.',
    fixes: 'All.',
    limits: 'All.',
  },
  params: {
    d: number({
      label: 'inputs',
      symbol: tex`d`,
      term: 'd',
      min: 1,
      max: 1024,
      initial: 64,
      scale: 'log2',
      integer: true,
    }),
    gain: number({ label: 'gain', min: 0.25, max: 4, initial: 1, step: 0.05, unit: 'V', says: 'How much louder.' }),
    rule: choice({ label: 'rule', initial: 'a', options: { a: 'first', b: 'second' } }),
    law: choice({
      label: 'law',
      initial: 'gaussian',
      options: { gaussian: 'Gaussian, the usual', sign: 'plus or minus one' },
    }),
    bias: toggle({ label: 'bias', initial: false }),
  },
  measures: {
    mean: scalar({ label: 'mean of y', symbol: tex`\mathbb E y`, term: 'mean-y' }),
    growth: series({ label: 'growth', over: 'layer', stored: 'log10' }),
    outputs: histogram({ label: 'y' }),
  },
  presets: {
    usual: { title: 'usual', says: 'As it starts.', at: {} },
    'very-loud': { title: 'very loud', says: 'Gain 4.', at: { gain: 4 } },
  },
  views: [
    {
      kind: 'network',
      title: 'The unit',
      layers: ({ d }) => [
        { label: 'inputs', units: d, term: 'd' },
        { label: 'sum', units: 1, activation: 'sum', forward: 'mean', at: 1 },
      ],
      forward: { label: 'mean' },
    },
    {
      kind: 'series',
      title: 'Growth by layer',
      measures: ['growth'],
      x: { label: 'layer', layers: true },
      y: { label: 'growth', scale: 'log10' },
    },
    { kind: 'histogram', title: 'The outputs', measures: ['outputs'], x: { label: 'y' } },
    { kind: 'scalars', title: 'In numbers', measures: ['mean'] },
  ],
  claims: {},
  *measure() {},
  readings: () => 4,
  theory: ({ gain }) => ({ mean: exactly(gain), growth: exactSeries([1, 2, 3], [0, -1, -2]) }),
  cost: () => 1,
  unused: ({ bias }) => (bias ? (['law'] as const) : []),
})

export const reading = (mean: number) => ({
  mean: scalarReading({ value: mean, stderr: 0.01 }),
  growth: seriesReading({ at: [1, 2, 3], value: [0, -1.001, -2.001], stderr: [0.002, 0.002, 0.002] }),
  outputs: histogramReading({ edges: [-1, 0, 1], density: [0.4, 0.6], stderr: [0.01, 0.01] }),
})

/** A figure with a state set by the test, which records the panel's calls. */
export class ScriptedFigure implements Figure {
  readonly id = '9-made-up/sampler'
  readonly params = sampler.params
  readonly orders: (readonly unknown[])[] = []
  private readonly listeners = new Set<() => void>()
  private state: FigureState
  private readonly first: FigureState

  constructor(first: Partial<FigureState> = {}) {
    this.state = {
      ...initialState(sampler, { mean: exactly(1), growth: exactSeries([1, 2, 3], [0, -1, -2]) }),
      ...first,
    }
    this.first = this.state
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  getState = () => this.state
  getInitialState = () => this.first
  put(next: Partial<FigureState>) {
    this.state = { ...this.state, ...next }
    for (const listener of this.listeners) listener()
  }
  set = (name: string, value: Value) => {
    this.orders.push(['set', name, value])
    this.put({ values: { ...this.state.values, [name]: value }, preset: undefined })
  }
  apply = (preset: string) => void this.orders.push(['apply', preset])
  follow = (preset: string) => void this.orders.push(['follow', preset])
  undo = () => void this.orders.push(['undo'])
  forgetBefore = () => void this.orders.push(['forgetBefore'])
  play = () => void this.orders.push(['play'])
  pause = () => void this.orders.push(['pause'])
  step = () => void this.orders.push(['step'])
  reset = () => void this.orders.push(['reset'])
  newDraw = () => void this.orders.push(['newDraw'])
  pin = () => void this.orders.push(['pin'])
  unpin = (index: number) => void this.orders.push(['unpin', index])
  showAnswer = (question: string, shown: boolean) => void this.orders.push(['showAnswer', question, shown])
  dismissNotices = () => this.put({ notices: [] })
  chooseBackend = (name: FigureState['wanted']) => void this.orders.push(['chooseBackend', name])
  setVisible = (visible: boolean) => void this.orders.push(['setVisible', visible])
}

/** React then reports missing `act` calls in the console. */
Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)

/** Renders into the document, charts and all. Returns the host element and a function that removes it. */
export async function stage(node: ReactNode) {
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  await act(async () => root.render(node))
  await act(turnsTaken)
  return {
    host,
    async leave() {
      await act(async () => root.unmount())
      host.remove()
    },
  }
}

/** Changes the value of a field as a reader does: React listens to the event of the native setter. */
export async function type(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, value: string) {
  const prototype = Object.getPrototypeOf(field)
  await act(async () => {
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  })
}

export async function press(field: Element, key: string) {
  await act(async () => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
}

/** The only element that a selector finds, with its type checked. Throws if there is none. */
export function the<E extends Element>(kind: new () => E, host: ParentNode, selector: string): E {
  const found = host.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`There is no ${kind.name} at ${selector}`)
  return found
}
