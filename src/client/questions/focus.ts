import { importAgain } from '../../engine/importAgain'
import { faultOf, offerAgain } from '../hydration/hydration'
import { rest } from '../hydration/rest'
import type { WorkStore } from '../work/workStore'

const code = () => importAgain(() => import('./hydrateQuestion'))

/** What the reader did to a question before its code was there: done again once it is. */
type Early = 'submit' | HTMLElement

/** The questions that are hydrated, or about to be. */
const begun = new Map<HTMLElement, Early | undefined>()
const ready = new Set<HTMLElement>()
/** Those who wait until a question takes answers. */
const waiting = new Map<HTMLElement, (() => void)[]>()

/** Hydrates a question without its focus, because a lecture or a sheet of paper shows its axes. Resolves once it takes answers, or cannot be loaded. */
export function wakeQuestion(host: HTMLElement, store: WorkStore): Promise<void> {
  if (ready.has(host)) return Promise.resolve()
  return new Promise((resolve) => {
    waiting.set(host, [...(waiting.get(host) ?? []), resolve])
    if (begun.has(host)) return
    begun.set(host, undefined)
    void hydrate(host, problemOfPage(), store)
  })
}

/** Gives every sketch of the page its axes. */
export async function wakeSketches(store: WorkStore): Promise<void> {
  const hosts = [...document.querySelectorAll<HTMLElement>('article [data-ask]:has([data-kind="sketch"])')]
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
  const begin = (host: HTMLElement, early?: Early) => {
    if (ready.has(host)) return
    const isNew = !begun.has(host)
    if (isNew || early) begun.set(host, early)
    if (isNew) hydrate(host, problem, store)
  }
  const onTouch = ({ target }: Event) => {
    const host = hostOf(target)
    if (host) begin(host)
  }
  document.addEventListener('focusin', onTouch)
  document.addEventListener('pointerdown', onTouch)
  document.addEventListener('submit', (event) => {
    const host = hostOf(event.target)
    if (!host || ready.has(host)) return
    event.preventDefault()
    begin(host, 'submit')
  })
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[type="button"]') : null
    const host = button && hostOf(button)
    if (host) begin(host, button)
  })
  const resume = () => {
    for (const host of document.querySelectorAll<HTMLElement>('[data-ask]'))
      if (store.answer(`${problem}/${host.dataset.ask}`).at > 0) begin(host)
  }
  store.subscribe(resume)
  rest().then(resume)
}

const hostOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-ask]') : null

async function hydrate(host: HTMLElement, problem: string, store: WorkStore): Promise<void> {
  try {
    const { hydrateQuestion } = await code()
    await hydrateQuestion(host, problem, store, () => {
      ready.add(host)
      release(host)
      const early = begun.get(host)
      if (early === 'submit') host.querySelector('form')?.requestSubmit()
      else early?.click()
    })
    faultOf(host)?.remove()
  } catch (error) {
    console.error(error)
    begun.delete(host)
    release(host)
    if (!faultOf(host)) host.before(offerAgain(() => hydrate(host, problem, store)))
  }
}
