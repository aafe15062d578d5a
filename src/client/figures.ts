import type { Engine } from '../engine/client'
import { type Experiment, isOwn } from '../experiment'
import { claimStarter } from '../figure/claims'
import { Session } from '../figure/session'
import type { StartClaim } from '../figure/state'
import { readAddress, readBackend, strayKeys, writeAddress, writeBackend } from '../figure/url/address'
import type { ContentStore } from '../figure/url/contentStore'
import { embedSearch, withoutEmbed } from '../figure/url/embedAddress'
import { fragmentOf, readFragment } from '../figure/url/fragment'
import type { AddressBar } from './addressBar'

const LOSING = 'Browser storage is full: your text or picture is used now, but it lasts only until you reload the page.'

/** A figure of the page: what is declared, and how it stands. */
interface PageFigure {
  readonly experiment: Experiment
  readonly session: Session
}

/** Where the experiments of the page come from: each is loaded by itself. */
export interface FigureSource {
  readonly names: readonly string[]
  load(name: string): Promise<Experiment>
}

/** The live figures of a page: one session for each, one engine for all, both made when first needed. */
export class PageFigures {
  private readonly figures = new Map<string, PageFigure>()
  private engine: Engine | undefined

  constructor(
    readonly problem: string,
    private readonly source: FigureSource,
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

  /** The figure with its session, as the address sets it, and kept in the address from then on. Rejects if its experiment cannot be loaded; it may be asked again. */
  async figure(name: string): Promise<PageFigure> {
    const experiment = this.figures.get(name)?.experiment ?? (await this.source.load(name))
    // Somebody else may have waited for the same experiment.
    const found = this.figures.get(name)
    if (found) return found
    const session = new Session(`${this.problem}/${name}`, experiment, this.shared())
    const setting = readAddress(this.bar.search, name, experiment, this.store)
    // What belongs to no figure is told by the first.
    const stray = this.figures.size === 0 ? strayKeys(this.bar.search, this.source.names) : []
    session.adopt({ ...setting, problems: [...setting.problems, ...stray] })
    const figure = { experiment, session }
    this.figures.set(name, figure)
    this.keepInAddress(name, figure)
    return figure
  }

  /** The query and the fragment of a link to a figure as it is now, which brings its pictures along. Throws if the figure is not there yet. */
  link(name: string): string {
    const { query, fragment } = this.written(name, withoutEmbed(this.bar.search))
    return `${query}#${name}${fragment && `?${fragment}`}`
  }

  /** The same of the figure alone, for the frame of another page. */
  embedLink(name: string): string {
    const { query, fragment } = this.written(name, '')
    return `${embedSearch(name, query)}${fragment && `#${name}?${fragment}`}`
  }

  private written(name: string, search: string): { readonly query: string; readonly fragment: string } {
    const figure = this.figures.get(name)
    if (!figure) throw new Error(`The figure "${name}" is not loaded (loaded: ${[...this.figures.keys()].join(', ')})`)
    const { experiment, session } = figure
    const state = session.getState()
    return {
      query: writeAddress(search, name, experiment, state, this.store),
      fragment: fragmentOf(experiment, state),
    }
  }

  /** Prepares the run of a claim, and says what it counts its repetitions in. Rejects if there is no such claim, or if its experiment cannot be loaded. */
  async claim(figure: string, name: string): Promise<{ readonly start: StartClaim; readonly repeated: string }> {
    const experiment = this.figures.get(figure)?.experiment ?? (await this.source.load(figure))
    const start = claimStarter(this.shared(), `${this.problem}/${figure}`, experiment, name)
    return { start, repeated: experiment.about.repeated }
  }

  private keepInAddress(name: string, { experiment, session }: PageFigure): void {
    let { values, seed, pins, jumps } = session.getState()
    session.subscribe(() => {
      const state = session.getState()
      if (state.values === values && state.seed === seed && state.pins === pins) return
      const jumped = state.jumps !== jumps
      ;({ values, seed, pins, jumps } = state)
      const rewrite = (search: string) => {
        const written = writeAddress(search, name, experiment, session.getState(), this.store)
        this.tellLosses(experiment, session)
        return written
      }
      if (jumped) this.bar.enter(rewrite)
      else this.bar.change(name, rewrite)
    })
  }

  /** What cannot be kept is said once it was given, not when it is gone. */
  private tellLosses({ params }: Experiment, session: Session): void {
    const { values } = session.getState()
    const own = Object.keys(params).filter((param) => isOwn(params[param]))
    if (own.some((param) => this.store.isLosing(String(values[param])))) session.note(LOSING)
  }

  private shared(): Engine {
    if (this.engine) return this.engine
    const engine = this.start()
    engine.choose(readBackend(this.bar.search))
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
