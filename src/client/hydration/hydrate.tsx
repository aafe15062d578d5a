import { type ReactNode, startTransition, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { loadChartCode, turnsTaken } from '../../charts'
import { figureNames, loadExperiment, loadQuestions } from '../../engine/catalog'
import { importAgain } from '../../engine/importAgain'
import { type Experiment, type HeroExperiment, heroOf } from '../../experiment'
import type { Session } from '../../figure/session'
import type { StartClaim } from '../../figure/state'
import { ContentStore } from '../../figure/url/contentStore'
import { readEmbed } from '../../figure/url/embedAddress'
import { ClaimIsland, claimPrefix, FigureIsland, figurePrefix, HERO_PREFIX, HeroIsland } from '../../pages/islands'
import { AddressBar } from '../addressBar'
import { browserStorage } from '../browserStorage'
import type { ParentMessage } from '../embed/parentMessage'
import { PageFigures } from '../figures'
import { LateChange } from '../lateChange'
import { pageProblem } from '../pageProblem'
import { heldBack } from '../questions/heldBack'
import { sharedEngine } from '../sharedEngine'
import { onRecoverableError } from './altered'
import type { EarlyInput } from './earlyInput'
import { redoEarly } from './redoEarly'
import { watchSight } from './sight'

let figures: PageFigures | undefined

/** The figures of this page. */
function pageFigures(): PageFigures {
  const problem = pageProblem()
  figures ??= figuresOf(problem, (name) => loadExperiment(`${problem}/${name}`))
  return figures
}

const figuresOf = (problem: string, load: (name: string) => Promise<Experiment>) =>
  new PageFigures(
    problem,
    { names: figureNames(problem), load, questions: () => loadQuestions(problem) },
    sharedEngine,
    // A frame shares its history with the embedding page: its presets are no steps there.
    new AddressBar(window, () => isEmbedded() || 'lecture' in document.documentElement.dataset, new LateChange(window)),
    new ContentStore(browserStorage()),
  )

const isEmbedded = () => document.documentElement.dataset.embed !== undefined

/** The islands that are hydrated, or about to be. */
const begun = new Map<HTMLElement, Promise<void>>()

/**
 * Takes over a prerendered island, once, with what the reader did in it before. It loads one experiment and the code of charts; where that fails
 * the island is as it was, and can be asked again.
 */
export function hydrateIsland(host: HTMLElement, early: EarlyInput): Promise<void> {
  const found = begun.get(host)
  if (found) return found
  const hydrating = begin(host, early)
  begun.set(host, hydrating)
  hydrating.catch(() => begun.delete(host))
  return hydrating
}

function begin(host: HTMLElement, early: EarlyInput): Promise<void> {
  const { island, problem = '', figure = '', claim = '' } = host.dataset
  if (island === 'hero') return hydrateHero(host, early, problem, figure)
  return island === 'figure' ? hydrateFigure(host, early, figure) : hydrateClaim(host, figure, claim)
}

/** Hydrates the figure of the first page. */
async function hydrateHero(host: HTMLElement, early: EarlyInput, problem: string, name: string): Promise<void> {
  const loading = loadHero(`${problem}/${name}`)
  const page = figuresOf(problem, async () => (await loading).hero)
  const { session } = await page.figure(name)
  const { whole, hero } = await loading
  await wake(
    host,
    early,
    session,
    HERO_PREFIX,
    <HeroIsland {...{ problem, name, whole }} experiment={hero} figure={session} />,
  )
}

async function loadHero(id: string): Promise<{ readonly whole: Experiment; readonly hero: HeroExperiment }> {
  const whole = await loadExperiment(id)
  const hero = heroOf(whole)
  if (!hero) throw new Error(`The experiment "${id}" declares no hero`)
  return { whole, hero }
}

async function hydrateClaim(host: HTMLElement, figure: string, name: string): Promise<void> {
  const { repeated, start } = await pageFigures().claim(figure, name)
  const live: StartClaim = (progress) => {
    // A claim gives the answer away, so that the figure need not be held back after one is checked.
    heldBack().show(figure)
    return start(progress)
  }
  await hydrate(host, claimPrefix(figure, name), <ClaimIsland repeated={repeated} live={live} />)
}

async function hydrateFigure(host: HTMLElement, early: EarlyInput, name: string): Promise<void> {
  const held = heldBack().of(name)
  const page = pageFigures()
  const { experiment, session } = await page.figure(name)
  const { origin, pathname } = location
  const island = (
    <FigureIsland
      name={name}
      experiment={experiment}
      figure={session}
      held={isEmbedded() ? undefined : held}
      address={() => `${origin}${pathname}${page.link(name)}`}
      embedAddress={() => `${origin}${pathname}${page.embedLink(name)}`}
      embedded={isEmbedded() ? { view: readEmbed(location.search)?.view } : undefined}
    />
  )
  await wake(host, early, session, figurePrefix(name), island)
}

async function wake(
  host: HTMLElement,
  early: EarlyInput,
  session: Session,
  prefix: string,
  island: ReactNode,
): Promise<void> {
  await loadChartCode(importAgain)
  await redoEarly(early.take(host, false), session)
  const lookAgain = watchSight(host, (seen) => session.setVisible(seen))
  await hydrate(host, prefix, island)
  lookAgain()
  await redoEarly(early.take(host, true), session)
}

/** Sets a hydrated figure as a link of the text says. `back` leads back to the link. */
export async function followPreset(
  { dataset: { figure = '' } }: HTMLElement,
  preset: string,
  back: () => void,
): Promise<void> {
  heldBack().show(figure)
  const { session } = await pageFigures().figure(figure)
  session.follow(preset, back)
}

/**
 * Draws an answer in the figures of its question, and runs it where it is run. `text`: as the reading of answers writes it; undefined takes the answer
 * out. `predicted`: the reader's first answer, which stays in sight. `isNew`: it is given now. Returns why a figure cannot use it.
 */
export const answerInFigures = (
  name: string,
  text: string | undefined,
  how: { readonly predicted?: string | undefined; readonly isNew?: boolean } = {},
): Promise<readonly string[]> => pageFigures().answer(name, text, how)

/** Query and anchor of a link to a figure of this page as it is set now, and to nothing else. Throws if the figure is not loaded. */
export const figureLink = (name: string): string => pageFigures().ownLink(name)

/** Shows what is held back on this page. Returns what holds it back again. */
export const showHeldBack = (): (() => void) => heldBack().lift()

/** The figures of this page for a lecture: the session of each, links to them as they are set, and the address that they share. */
export function lectureFigures(): Pick<PageFigures, 'figure' | 'ownLink' | 'rewrite' | 'showClassSketches'> {
  heldBack().lift()
  return pageFigures()
}

/** Obeys a message of the embedding page to a hydrated figure. A preset that the figure does not have is ignored. */
export async function obey({ dataset: { figure = '' } }: HTMLElement, message: ParentMessage): Promise<void> {
  const { experiment, session } = await pageFigures().figure(figure)
  if (message.kind === 'play') session.play()
  else if (Object.hasOwn(experiment.presets, message.preset)) session.apply(message.preset)
}

/** Resolves when all charts that wait to be drawn are drawn. */
export const chartsDrawn = turnsTaken

/** Hydrates in pieces that leave the main thread free between them, and resolves when the island is hydrated. */
function hydrate(host: HTMLElement, identifierPrefix: string, island: ReactNode): Promise<void> {
  return new Promise((resolve, reject) => {
    const onUncaughtError = (error: unknown) => {
      reportError(error)
      reject(error)
    }
    const live = () => {
      host.dataset.live = ''
      resolve()
    }
    startTransition(() => {
      hydrateRoot(host, <Hydrated then={live}>{island}</Hydrated>, {
        identifierPrefix,
        onUncaughtError,
        onRecoverableError,
      })
    })
  })
}

/** Calls back when its children are hydrated. */
function Hydrated({ then, children }: { readonly then: () => void; readonly children: ReactNode }) {
  useEffect(then, [then])
  return children
}
