import { agrees, type Checker, exact } from '../../../src/experiment'

/** The sentences of the page about this figure that its runs can show or refute. */
export const claims = {
  'matrix-count': {
    says: 'The matrix from six features to three has 18 parameters, and 18 multiplications at each of 256 positions: 4608.',
    checks: [exact('parameters', 18), positions(256), exact('multiplications', 4608), agrees('after')],
  },
  'one-hot': {
    says: 'A matrix with one-hot rows is a selection: not one number differs.',
    at: { rows: 'onehot', order: 'last' },
    checks: [exact('apart', 0), agrees('after')],
  },
  'selection-is-free': {
    says: 'A selection has no parameter and multiplies nothing.',
    at: { adapter: 'select' },
    checks: [exact('parameters', 0), exact('multiplications', 0), agrees('after')],
  },
  'does-not-divide': {
    says: 'With a stride of 3 on 16 columns and rows, 6 of each are read: 36 positions are left, more than a ninth of 256.',
    at: { adapter: 'strided', stride: 3 },
    checks: [positions(36), agrees('after')],
  },
  strided: {
    says: 'The strided, zero-padded adapter copies the positions that it keeps, and has no parameter and no multiplication either.',
    at: { adapter: 'strided' },
    checks: [exact('apart', 0), exact('parameters', 0), exact('multiplications', 0), positions(64), agrees('after')],
  },
  pooled: {
    says: 'The average over blocks of 2 by 2 has no parameter. Of each of six features it makes 64 means, and each mean is multiplied once, by a quarter: 384 multiplications.',
    at: { adapter: 'pool' },
    checks: [exact('parameters', 0), exact('multiplications', 384), positions(64), agrees('after')],
  },
} as const

/** The number of positions in the layer after the adapter equals `count`. */
function positions(count: number): Checker<'after'> {
  return {
    reads: ['after'],
    judge: ({ measured: { after } }) => {
      if (after.kind !== 'matrix') throw new TypeError('The layer after the adapter is no matrix')
      return {
        says: `positions after the adapter: ${after.columns.length}, wanted ${count}`,
        outcome: after.columns.length === count ? 'holds' : 'refuted',
      }
    },
  }
}
