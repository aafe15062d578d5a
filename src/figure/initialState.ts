import { type Experiment, initialValues, type Measures, type Reading } from '../experiment'
import { presetOf } from './setting'
import type { FigureState } from './state'

/** The seed of a figure until the reader or an address chooses another. */
export const INITIAL_SEED = 1

/** The state of a figure before the address is read and before anything is measured; `theory` is that of the initial values. */
export function initialState(experiment: Experiment, theory: Partial<Reading<Measures>>): FigureState {
  const values = initialValues(experiment.params)
  return {
    values,
    seed: INITIAL_SEED,
    preset: presetOf(experiment, values),
    theory,
    fault: undefined,
    reading: null,
    status: 'idle',
    paused: false,
    readings: 0,
    expected: experiment.readings(values),
    runs: 0,
    adding: 0,
    extends: false,
    ms: undefined,
    backend: undefined,
    wanted: undefined,
    pins: [],
    answers: [],
    classSketches: undefined,
    undoable: false,
    jumps: 0,
    changed: [],
    before: undefined,
    earlier: undefined,
    back: undefined,
    notices: [],
  }
}
