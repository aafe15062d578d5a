import { loadChartCode } from '../../charts/plot/chartCode'
import { loadExperiment } from '../../engine/catalog'
import { importAgain } from '../../engine/importAgain'
import type { Session } from '../../figure/session'
import type { ParentMessage } from '../embed/parentMessage'
import { pageProblem } from '../pageProblem'
import { heldBack } from '../questions/heldBack'
import { sharedEngine } from '../sharedEngine'
import { watchEarlyInput } from './earlyInput'
import { rest } from './rest'

/** Islands are hydrated when they are within a screen of the reader. */
const NEAR = '100% 0px'

const code = () => importAgain(() => import('./hydrate'))
type Hydrate = Awaited<ReturnType<typeof code>>

const early = watchEarlyInput()

/** Hydrates each island of the page as it comes near. Its code is loaded with the first, once the page is loaded. */
export async function hydrateNear(): Promise<void> {
  await rest()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && target instanceof HTMLElement) hydrate(target, async () => observer.unobserve(target))
    },
    { rootMargin: NEAR },
  )
  for (const island of document.querySelectorAll('[data-island]')) observer.observe(island)
}

/**
 * Starts to load all that a figure needs, side by side: the worker that runs it, unless it is held back, its experiment, and the code of charts. The
 * worker is first, because it takes longest. What is lost here is asked for once more by `hydrateIsland`, which tells the reader.
 */
function loadAhead({ dataset: { island, problem = pageProblem(), figure = '' } }: HTMLElement): void {
  if (island === 'claim') return
  if (!heldBack().isHeld(figure)) sharedEngine().prepare()
  void Promise.allSettled([loadExperiment(`${problem}/${figure}`), loadChartCode(importAgain)])
}

/** An island whose code could not be loaded stays observed, and offers the reader to try again. */
async function hydrate(island: HTMLElement, then?: (loaded: Hydrate) => Promise<void>): Promise<void> {
  try {
    loadAhead(island)
    const loaded = await code()
    await loaded.hydrateIsland(island, early)
    await then?.(loaded)
    faultOf(island)?.remove()
  } catch (error) {
    console.error(error)
    offerAgain(island, () => hydrate(island, then))
  }
}

/** The figures of a page as a lecture shows them: `figure` hydrates the island of a figure and gives its session; `rewrite` changes the query. */
export interface LiveFigures {
  figure(name: string): Promise<Session>
  /** Query and anchor of a link to a figure that is loaded, without the other figures: a short QR code can be read from farther away. */
  link(name: string): string
  rewrite(change: (search: string) => string): void
  /** Sets the figure of a sketch as its question says and shows there what a class sketched; undefined: shows the reader's answers again. */
  showClassSketches(question: string, sketches: readonly string[] | undefined): Promise<void>
}

/** Rejects if the code of figures cannot be loaded. */
export async function liveFigures(): Promise<LiveFigures> {
  const { hydrateIsland, lectureFigures } = await code()
  const page = lectureFigures()
  return {
    figure: async (name) => {
      const host = document.querySelector<HTMLElement>(`[data-island="figure"][data-figure="${CSS.escape(name)}"]`)
      if (!host) throw new Error(`There is no figure "${name}" on this page`)
      loadAhead(host)
      await hydrateIsland(host, early)
      return (await page.figure(name)).session
    },
    link: (name) => page.ownLink(name),
    rewrite: (change) => page.rewrite(change),
    showClassSketches: (question, sketches) => page.showClassSketches(question, sketches),
  }
}

/** The sentence before an island that could not be loaded. */
export function faultOf({ previousElementSibling: before }: HTMLElement): Element | undefined {
  return before?.classList.contains('island-fault') ? before : undefined
}

/** The islands that could not be loaded before. */
const lost = new WeakSet<HTMLElement>()

/**
 * Shows a message before `place` that it could not be loaded, with a button to load it again. After a second failure there is a button to reload the
 * page as well, because files of another edition never come back, and Firefox does not request a file again. The address keeps the settings of
 * figures.
 */
export function offerAgain(place: HTMLElement, again: () => void): void {
  if (faultOf(place)) return
  const fault = document.createElement('p')
  fault.className = 'island-fault'
  fault.role = 'alert'
  fault.append('This part of the page could not be loaded.')
  const offer = (says: string, press: () => void) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = says
    button.addEventListener('click', press)
    fault.append(' ', button)
  }
  offer('Try again', () => {
    fault.remove()
    again()
  })
  if (lost.has(place)) offer('Reload the page', () => location.reload())
  lost.add(place)
  place.before(fault)
}

/** Hydrates all figures of the page, near or not, and draws their charts, also those that are held back. Returns what holds them back again. */
export async function hydrateFigures(): Promise<() => void> {
  const { showHeldBack } = await code()
  const holdBack = showHeldBack()
  const figures = [...document.querySelectorAll<HTMLElement>('[data-island="figure"]')]
  await Promise.all(figures.map((figure) => hydrate(figure, ({ chartsDrawn }) => chartsDrawn())))
  return holdBack
}

/** Draws into each figure of the page the code of its link as it is set now, for paper: a phone that reads it runs the same figure. */
export async function drawFigureCodes(): Promise<undefined> {
  const [{ figureLink }, { drawCodes }] = await Promise.all([
    code(),
    importAgain(() => import('../reading/figureCodes')),
  ])
  drawCodes(document, figureLink)
}

/** Obeys messages of the embedding page, once its code is loaded. */
export function obeyParent(place: HTMLElement, message: ParentMessage): void {
  void hydrate(place, ({ obey }) => obey(place, message))
}

/** Preset links set their figure in place; opened in another tab they are plain links to the figure so set. */
export function followPresets(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-preset]') : null
    const { figure, preset } = link?.dataset ?? {}
    if (!figure || !preset || event.defaultPrevented) return
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const host = document.querySelector<HTMLElement>(`[data-island="figure"][data-figure="${CSS.escape(figure)}"]`)
    if (!host) return
    event.preventDefault()
    const back = () => {
      link?.scrollIntoView({ block: 'center', behavior: pace() })
      link?.focus({ preventScroll: true })
    }
    // The entry of the address that Back returns to keeps the place of the sentence: the page is moved after it is left.
    hydrate(host, async ({ followPreset }) => {
      await followPreset(host, preset, back)
      // `detail` is 0 for a click from the keyboard: then the focus moves as well.
      bringIntoView(host, event.detail === 0)
    })
  })
}

const pace = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth')

/** Scrolls unless the whole of the leading chart is seen: to the figure where it fits the window, else to its charts. */
function bringIntoView(host: HTMLElement, withFocus: boolean): void {
  const stage = host.querySelector('.stage') ?? host
  const { top, bottom } = (host.querySelector('[data-lead]') ?? stage).getBoundingClientRect()
  if (top < 0 || bottom > innerHeight) {
    const fits = host.offsetHeight <= innerHeight
    const target = fits ? (host.querySelector('.figure') ?? host) : stage
    target.scrollIntoView({ block: fits ? 'center' : 'start', behavior: pace() })
  }
  if (!withFocus) return
  host.tabIndex = -1
  host.focus({ preventScroll: true })
}
