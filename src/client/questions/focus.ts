import { recordStroke } from '../../charts/sketch/earlyStroke'
import { importAgain } from '../../engine/importAgain'
import { faultOf, offerAgain } from '../hydration/hydration'
import { rest } from '../hydration/rest'
import type { WorkStore } from '../work/workStore'

const code = () => importAgain(() => import('./hydrateQuestion'))

/** An action of the reader on a question before its code was loaded, which is repeated afterwards. */
type Early = 'submit' | HTMLElement

/** The questions that are hydrated, or about to be. */
const begun = new Set<HTMLElement>()
const ready = new Set<HTMLElement>()
/** The last such action on each question; kept if the question cannot be loaded. */
const early = new Map<HTMLElement, Early>()
/** Callbacks that wait until a question takes answers. */
const waiting = new Map<HTMLElement, (() => void)[]>()

/** Hydrates a question without its focus, because a lecture or a sheet of paper shows its axes. Resolves once it takes answers, or cannot be loaded. */
export function wakeQuestion(host: HTMLElement, store: WorkStore): Promise<void> {
  if (ready.has(host)) return Promise.resolve()
  return new Promise((resolve) => {
    waiting.set(host, [...(waiting.get(host) ?? []), resolve])
    begin(host, store)
  })
}

/** Gives every sketch of the page its axes. */
export async function wakeSketches(store: WorkStore): Promise<void> {
  const hosts = [...document.querySelectorAll<HTMLElement>('article [data-question-kind="sketch"]')]
  await Promise.all(hosts.map((host) => wakeQuestion(host, store)))
}

const problemOfPage = () => document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem ?? ''

function release(host: HTMLElement): void {
  for (const resolve of waiting.get(host) ?? []) resolve()
  waiting.delete(host)
}

/**
 * Hydrates a question when it gets the focus, and the questions that the reader has answered before once the page is at rest: until then nothing of
 * them is loaded.
 */
export function answerOnFocus(store: WorkStore): void {
  const problem = problemOfPage()
  const onTouch = ({ target }: Event) => {
    const host = hostOf(target)
    if (host) begin(host, store)
  }
  const keep = (host: HTMLElement, input: Early) => {
    if (ready.has(host)) return
    early.set(host, input)
    begin(host, store)
  }
  document.addEventListener('focusin', onTouch)
  document.addEventListener('pointerdown', (event) => {
    const host = hostOf(event.target)
    const pad = event.target instanceof Element ? event.target.closest('.sketch-box') : null
    // The first press on a sketch brings its axes, and draws.
    if (host && pad && !ready.has(host)) recordStroke(pad, event)
    onTouch(event)
  })
  document.addEventListener('submit', (event) => {
    const host = hostOf(event.target)
    if (!host || ready.has(host)) return
    event.preventDefault()
    keep(host, 'submit')
  })
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[type="button"]') : null
    const host = button && hostOf(button)
    if (host) keep(host, button)
  })
  const resume = () => {
    for (const host of document.querySelectorAll<HTMLElement>('[data-ask]'))
      if (store.answer(`${problem}/${host.dataset.ask}`).at > 0) begin(host, store)
  }
  store.subscribe(resume)
  rest().then(resume)
}

const hostOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-ask]') : null

function begin(host: HTMLElement, store: WorkStore): void {
  if (begun.has(host)) return
  begun.add(host)
  void hydrate(host, store)
}

async function hydrate(host: HTMLElement, store: WorkStore): Promise<void> {
  try {
    const { hydrateQuestion } = await code()
    await hydrateQuestion(host, problemOfPage(), store, () => {
      ready.add(host)
      release(host)
      const input = early.get(host)
      early.delete(host)
      if (input === 'submit') host.querySelector('form')?.requestSubmit()
      else input?.click()
    })
    faultOf(host)?.remove()
  } catch (error) {
    console.error(error)
    begun.delete(host)
    release(host)
    offerAgain(host, () => begin(host, store))
  }
}
