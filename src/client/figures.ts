import type { Engine } from '../engine/client'
import { type Experiment, isOwn } from '../experiment'
import { claimStarter } from '../figure/claims'
import { Session } from '../figure/session'
import type { StartClaim } from '../figure/state'
import { readAddress, readBackend, strayKeys, writeAddress, writeBackend } from '../figure/url/address'
import type { ContentStore } from '../figure/url/contentStore'
import { fragmentOf, readFragment } from '../figure/url/fragment'
import { names } from '../pages/frame'
import type { AddressBar } from './addressBar'

const LOSING = 'Browser storage is full: your text or picture is used now, but it lasts only until you reload the page.'

/** The live figures of a page: one session for each, one engine for all, both made when first needed. */
export class PageFigures {
  private readonly sessions = new Map<string, Session>()
  private engine: Engine | undefined

  constructor(
    readonly problem: string,
    private readonly experiments: Readonly<Record<string, Experiment>>,
    private readonly start: () => Engine,
    private readonly bar: AddressBar,
    private readonly store: ContentStore,
  ) {
    readFragment(bar.takeBrought(), store)
    bar.onReturn(() => {
      for (const [name, session] of this.sessions)
        session.revisit(readAddress(bar.search, name, this.experiment(name), store))
    })
  }

  /** Throws if the problem has no such experiment. */
  experiment(name: string): Experiment {
    const found = Object.hasOwn(this.experiments, name) ? this.experiments[name] : undefined
    if (!found)
      throw new Error(`Problem "${this.problem}" has no experiment "${name}" (it has: ${names(this.experiments)})`)
    return found
  }

  /** The figure's session, as the address sets it, and kept in the address from then on. */
  session(name: string): Session {
    const found = this.sessions.get(name)
    if (found) return found
    const experiment = this.experiment(name)
    const session = new Session(`${this.problem}/${name}`, experiment, this.shared())
    const setting = readAddress(this.bar.search, name, experiment, this.store)
    // What belongs to no figure is told by the first.
    const stray = this.sessions.size === 0 ? strayKeys(this.bar.search, Object.keys(this.experiments)) : []
    session.adopt({ ...setting, problems: [...setting.problems, ...stray] })
    this.sessions.set(name, session)
    this.keepInAddress(name, experiment, session)
    return session
  }

  /** The query and the fragment of a link to a figure as it is now, which brings its pictures along. */
  link(name: string): string {
    const experiment = this.experiment(name)
    const state = this.session(name).getState()
    const fragment = fragmentOf(experiment, state)
    const query = writeAddress(this.bar.search, name, experiment, state, this.store)
    return `${query}#${name}${fragment && `?${fragment}`}`
  }

  /** Prepares the run of a claim. */
  claim(figure: string, name: string): StartClaim {
    return claimStarter(this.shared(), `${this.problem}/${figure}`, this.experiment(figure), name)
  }

  private keepInAddress(name: string, experiment: Experiment, session: Session): void {
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
