import {
  type Checker,
  exactly,
  type Measures,
  matrix,
  matrixReading,
  type Reading,
  scalar,
  scalarReading,
  series,
  seriesReading,
} from '../../../../src/experiment'

export const measures = {
  y: scalar({ label: 'Var y' }),
  norm: series({ label: 'norm', over: 'layer' }),
  length: series({ label: 'length', over: 'd', stored: 'log10' }),
  map: matrix({ label: 'map', rows: 'head', columns: 'layer' }),
} satisfies Measures
export type Taken = Reading<typeof measures>

export const none = seriesReading({ at: [1], value: [0], stderr: [0] })
export const noMap = matrixReading({ rows: [], columns: [], value: [], stderr: [] })
/** Applies a check to a given reading and theory. */
export const check = (checker: Checker<keyof Taken>, measured: Partial<Taken>, theory: Partial<Taken> = {}) =>
  checker.judge({
    measured: { y: exactly(0), norm: none, length: none, map: noMap, ...measured },
    theory,
    values: {},
    measures,
  })

export const y = scalarReading({ value: 1.003, stderr: 0.004 })
