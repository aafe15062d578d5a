/**
 * Code that the contract must reject. Nothing here runs: `tsc` fails if a line after `@ts-expect-error` has no error. The project uses that comment
 * only here.
 */
import {
  agrees,
  choice,
  exactly,
  experiment,
  number,
  scalar,
  series,
  seriesReading,
  text,
  textReading,
  toggle,
} from '../../../src/experiment'

const params = {
  d: number({ label: 'width', min: 1, max: 64, initial: 8, scale: 'log2', integer: true }),
  law: choice({ label: 'law', options: { gaussian: 'Gaussian', sign: 'plus or minus one' }, initial: 'gaussian' }),
  skewed: toggle({ label: 'skewed', initial: false }),
}
const measures = {
  mean: scalar({ label: 'mean' }),
  walk: series({ label: 'walk', over: 'layer' }),
  note: text({ label: 'note' }),
}
const walk = seriesReading({ at: [1], value: [0], stderr: [0] })
const reading = { mean: exactly(0), walk, note: textReading('') }

const rest = { presets: {}, views: [], claims: {}, readings: () => 1, theory: () => ({}), cost: () => 1 } as const
const about = { computes: 'Nothing.', repeated: 'runs', errors: 'None.', fixes: 'All.', limits: 'All.' } as const
const words = { title: 'Made up', summary: 'Nothing to see.', about } as const

/** A correct experiment, which compiles. */
experiment({
  ...words,
  params,
  measures,
  presets: { wide: { title: 'A wide layer', says: 'A wide layer.', at: { d: 64, law: 'sign', skewed: true } } },
  views: [
    { kind: 'series', title: 'Walk', measures: ['walk'], x: { label: 'layer' }, y: { label: 'walk' }, marks: 'd' },
    { kind: 'scalars', title: 'Mean', measures: ['mean'] },
  ],
  claims: {
    zero: {
      says: 'The mean is 0.',
      at: { d: 4 },
      checks: [
        agrees('mean'),
        agrees('walk'),
        { reads: [], judge: ({ measures }) => ({ says: measures.note.label, outcome: 'holds' }) },
      ],
    },
  },
  *measure(_lab, { d, law, skewed }) {
    const inferred: readonly [number, 'gaussian' | 'sign', boolean] = [d, law, skewed]
    yield { ...reading, note: textReading(inferred.join(' ')) }
  },
  readings: ({ d }) => d,
  theory: ({ d }) => ({ mean: exactly(d) }),
  cost: ({ d }) => d,
  unused: () => ['law'],
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a view names a measure that does not exist
  views: [{ kind: 'scalars', title: 'Mean', measures: ['maen'] }],
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a view of series names a scalar
  views: [{ kind: 'series', title: 'Walk', measures: ['mean'], x: { label: 'x' }, y: { label: 'y' } }],
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a view marks a parameter that does not exist
  views: [{ kind: 'series', title: 'Walk', measures: ['walk'], x: { label: 'x' }, y: { label: 'y' }, marks: 'depth' }],
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a preset gives a choice an option that does not exist
  presets: { odd: { title: 'Odd', says: 'Odd.', at: { law: 'cauchy' } } },
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a preset gives a number a string
  presets: { odd: { title: 'Odd', says: 'Odd.', at: { d: 'wide' } } },
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a preset sets a parameter that does not exist
  presets: { odd: { title: 'Odd', says: 'Odd.', at: { depth: 2 } } },
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a yield lacks a measure
  *measure() {
    yield { mean: exactly(0), note: textReading('') }
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: a yield gives a series the shape of a scalar
  *measure() {
    yield { ...reading, walk: exactly(0) }
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  // @ts-expect-error: theory gives a measure that does not exist
  theory: () => ({ maen: exactly(0) }),
  *measure() {
    yield reading
  },
})

experiment({
  ...words,
  ...rest,
  params,
  measures,
  claims: {
    zero: {
      says: 'The mean is 0.',
      // @ts-expect-error: a claim reads a measure that does not exist
      checks: [agrees('maen')],
    },
  },
  *measure() {
    yield reading
  },
})

// @ts-expect-error: the initial option of a choice is not one of its options
choice({ label: 'law', options: { gaussian: 'Gaussian' }, initial: 'cauchy' })
