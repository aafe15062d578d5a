import type { Engine } from '../engine/client'
import {
  answerLines,
  type Experiment,
  isAnswer,
  isOwn,
  type Question,
  type Questions,
  readDrawnAnswer,
} from '../experiment'
import { claimStarter } from '../figure/claims/claims'
import { Session } from '../figure/session'
import type { ClassSketch, StartClaim } from '../figure/state'
import { type LinkedAnswer, readAddress, readAnswers, strayKeys, writeAddress } from '../figure/url/address'
import { writeBackend } from '../figure/url/backendKey'
import type { ContentStore } from '../figure/url/contentStore'
import { withoutEmbed } from '../figure/url/embedAddress'
import { readFragment } from '../figure/url/fragment'
import type { AddressBar } from './addressBar'
import { answerValue, drawAnswer } from './drawAnswer'
import { embedLinkTo, type LinkedFigure, linkTo, ownLinkTo } from './figureLinks'

const LOSING = 'Browser storage is full: your text or picture is used now, but it lasts only until you reload the page.'

const UNLOADED = 'The answers of the link were ignored: the questions of this page could not be loaded.'

/** A figure of the page: what is declared, and how it stands. */
interface PageFigure {
  readonly experiment: Experiment
  readonly session: Session
}

/** Where the experiments of the page come from: each is loaded by itself. */
export interface FigureSource {
  readonly names: readonly string[]
  load(name: string): Promise<Experiment>
  /** The questions of the problem, by name. */
  questions(): Promise<Questions>
}

/** The live figures of a page: one session for each, one engine for all, both made when first needed. */
export class PageFigures {
  private readonly figures = new Map<string, PageFigure>()
  /** The figures that are made, or about to be. */
  private readonly asked = new Map<string, Promise<PageFigure>>()
  private engine: Engine | undefined

  constructor(
    readonly problem: string,
    private readonly source: FigureSource,
    /** Gives the engine, on the backend of the address. */
    private readonly start: () => Engine,
    private readonly bar: AddressBar,
    private readonly store: ContentStore,
  ) {
    readFragment(bar.takeBrought(), store)
    bar.onReturn(() => {
      for (const [name, { experiment, session }] of this.figures)
        session.revisit(readAddress(bar.search, name, experiment, store))
    })
  }

  /**
   * The figure with its session, as the address sets it with its answers, and kept in the address from then on. Rejects if its experiment cannot be
   * loaded; it may be asked again.
   */
  figure(name: string): Promise<PageFigure> {
    const found = this.asked.get(name)
    if (found) return found
    const figure = this.makeFigure(name)
    this.asked.set(name, figure)
    figure.catch(() => this.asked.delete(name))
    return figure
  }

  private async makeFigure(name: string): Promise<PageFigure> {
    const experiment = await this.source.load(name)
    const session = new Session(`${this.problem}/${name}`, experiment, this.shared())
    const setting = readAddress(this.bar.search, name, experiment, this.store)
    // The first figure shows the notice about keys that belong to no figure.
    const stray = this.figures.size === 0 ? strayKeys(this.bar.search, this.source.names) : []
    const figure = { experiment, session }
    this.figures.set(name, figure)
    session.adopt({ ...setting, problems: [...setting.problems, ...stray] })
    const linked = readAnswers(this.bar.search, name)
    if (linked.length > 0) await this.takeLinked(figure, linked).catch(() => session.note(UNLOADED))
    this.keepInAddress(name, figure)
    return figure
  }

  /**
   * Takes an answer of the reader to a question, right or wrong, as a canonical text: postfix for number, formula and order, `curvesText` for a
   * sketch, the parameter's own text for a tensor expression. It is drawn in every figure of its `draws` and set in the figure of its `runs`; without
   * a text it is removed from them. `predicted`: the reader's first answer, which stays in sight behind a later one. `isNew`: it is given now, so
   * it sets its figure; one that was given before is drawn alone. Returns a sentence for each figure that cannot use it. Rejects if there is no such
   * question, or if a figure cannot be loaded.
   */
  async answer(
    name: string,
    text: string | undefined,
    { predicted, isNew = true }: { readonly predicted?: string | undefined; readonly isNew?: boolean } = {},
  ): Promise<readonly string[]> {
    const question = questionOf(await this.source.questions(), name)
    if (!question) throw new Error(`"${this.problem}" has no question "${name}"`)
    const { draws = [], runs } = question
    const problems: string[] = []
    for (const figure of new Set([...draws.map((drawing) => drawing.figure), ...(runs ? [runs.figure] : [])])) {
      const { experiment, session } = await this.figure(figure)
      const drawn = draws.some((drawing) => drawing.figure === figure)
      const param = runs?.figure === figure ? experiment.params[runs.param] : undefined
      // A sketch is about one setting of its figure. A sketch that is restored does not replace the setting that the reader chose later.
      if (question.kind === 'sketch' && question.figure === figure && text !== undefined && isNew)
        session.runAnswer(question.at)
      // The address already contains the answer that runs: an earlier answer does not set the figure again.
      const runsNow = isNew ? param : undefined
      // Nor does it replace the answer of a link that the figure runs.
      const { answers, values } = session.getState()
      const isLinked = answers.some((linked) => linked.question === name && linked.text !== text)
      if (!isNew && isLinked && runs && param && values[runs.param] !== answerValue(experiment, runs.param, text ?? ''))
        continue
      // An answer that cannot be used must not leave the one before it in the figure.
      session.erase(name)
      const run =
        runs && runsNow && text !== undefined
          ? session.runAnswer({ ...runs.at, [runs.param]: answerValue(experiment, runs.param, text) })
          : undefined
      // The figure shows the sentences too, because the reader looks for the answer there.
      for (const problem of run?.problems ?? []) session.note(problem)
      problems.push(...(run?.problems ?? []))
      if (runs && isAnswer(runsNow) && !run?.isRunning) session.set(runs.param, '')
      const isSet = param?.kind === 'number' && (!isNew || run?.isRunning)
      if (text !== undefined && (drawn || isSet))
        problems.push(...drawAnswer(session, experiment, question, name, text, predicted))
    }
    return problems
  }

  /**
   * Shows the sketches of a class, as canonical texts, in place of the reader's answers, and sets the figure of the question as it says. undefined: shows
   * the reader's answers again, and sets nothing. Nothing of it is written to the address or to a storage, except how the figure is set. Rejects if the
   * question is no sketch of this page, or if its figure cannot be loaded.
   */
  async showClassSketches(name: string, sketches: readonly string[] | undefined): Promise<void> {
    const question = questionOf(await this.source.questions(), name)
    if (question?.kind !== 'sketch') throw new Error(`"${this.problem}" has no question "${name}" that is a sketch`)
    const { session } = await this.figure(question.figure)
    if (sketches) session.runAnswer(question.at)
    const drawn = sketches?.flatMap((text, i): readonly ClassSketch[] => {
      const answer = readDrawnAnswer(question, text)
      return answer ? [{ question: name, number: i + 1, lines: answerLines(question, answer, question.figure) }] : []
    })
    session.showClassSketches(drawn)
  }

  /** Draws the answers of an address, with a notice for each that is not legal. */
  private async takeLinked(figure: PageFigure, linked: readonly LinkedAnswer[]): Promise<void> {
    const { experiment, session } = figure
    const questions = await this.source.questions()
    for (const { question: name, text } of linked) {
      const question = questionOf(questions, name)
      const says = question ? drawAnswer(session, experiment, question, name, text) : [noSuchQuestion(questions, name)]
      for (const problem of says) session.note(problem)
    }
  }

  /** A link to a figure as it is now, within this page as it is (`linkTo`). Throws if the figure is not loaded. */
  link(name: string): string {
    return linkTo(this.linked(name), withoutEmbed(this.bar.search))
  }

  /** A link to a figure as it is now, without anything else (`ownLinkTo`). Throws if the figure is not loaded. */
  ownLink(name: string): string {
    return ownLinkTo(this.linked(name))
  }

  /** A link to a figure as it is now, alone in a frame (`embedLinkTo`). Throws if the figure is not loaded. */
  embedLink(name: string): string {
    return embedLinkTo(this.linked(name))
  }

  private linked(name: string): LinkedFigure {
    const figure = this.figures.get(name)
    if (!figure) throw new Error(`The figure "${name}" is not loaded (loaded: ${[...this.figures.keys()].join(', ')})`)
    return { name, experiment: figure.experiment, state: figure.session.getState(), store: this.store }
  }

  /** Changes what belongs to no figure in the query, in the present entry of the history. */
  rewrite(change: (search: string) => string): void {
    this.bar.replace(change)
  }

  /** Prepares the run of a claim, and says what it counts its repetitions in. Rejects if there is no such claim, or if its experiment cannot be loaded. */
  async claim(figure: string, name: string): Promise<{ readonly start: StartClaim; readonly repeated: string }> {
    const experiment = this.figures.get(figure)?.experiment ?? (await this.source.load(figure))
    const start = claimStarter(this.shared(), `${this.problem}/${figure}`, experiment, name)
    return { start, repeated: experiment.about.repeated }
  }

  private keepInAddress(name: string, { experiment, session }: PageFigure): void {
    let { values, seed, pins, answers, jumps } = session.getState()
    session.subscribe(() => {
      const state = session.getState()
      if (state.values === values && state.seed === seed && state.pins === pins && state.answers === answers) return
      const jumped = state.jumps !== jumps
      ;({ values, seed, pins, answers, jumps } = state)
      const rewrite = (search: string) => {
        const written = writeAddress(search, name, experiment, session.getState(), this.store)
        this.tellLosses(experiment, session)
        return written
      }
      if (jumped) this.bar.enter(rewrite)
      else this.bar.change(name, rewrite)
    })
  }

  /** Adds a notice as soon as a text or picture cannot be stored, and not only when it is gone. */
  private tellLosses({ params }: Experiment, session: Session): void {
    const { values } = session.getState()
    const own = Object.keys(params).filter((param) => isOwn(params[param]))
    if (own.some((param) => this.store.isLosing(String(values[param])))) session.note(LOSING)
  }

  private shared(): Engine {
    if (this.engine) return this.engine
    const engine = this.start()
    let { wanted } = engine
    engine.subscribe(() => {
      if (engine.wanted === wanted) return
      wanted = engine.wanted
      this.bar.change('backend', (search) => writeBackend(search, engine.wanted))
    })
    this.engine = engine
    return engine
  }
}

const questionOf = (questions: Questions, name: string): Question | undefined =>
  Object.hasOwn(questions, name) ? questions[name] : undefined

const noSuchQuestion = (questions: Questions, name: string): string =>
  `The answer to "${name.slice(0, 40)}" was ignored: the questions are ${Object.keys(questions).join(', ')}.`
