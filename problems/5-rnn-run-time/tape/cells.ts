import type { TapeCell } from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'
import { SENTENCE, type Setting } from './setting'
import { visitsOf } from './walk'

/** The steps of the picture after some visits: a state, the loss above it, and the last character read below it. */
export function cellsOf(setting: Setting, made: number | undefined): TapeCell[] {
  const visits = visitsOf(setting).slice(0, made ?? 0)
  const last = visits.at(-1)
  return upTo(setting.length).map((t) => ({
    label: `h[${t}]`,
    above: `loss ${t + 1}`,
    below: t === 0 ? '' : (SENTENCE[t - 1] ?? ''),
    visits: visits.filter(({ state }) => state === t).length,
    now: last?.state === t,
    lossAdded: last !== undefined && last.state <= t && (last.loss === undefined || last.loss === t + 1),
  }))
}
