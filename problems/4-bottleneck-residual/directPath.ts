import {
  above,
  agrees,
  below,
  entry,
  exactly,
  exactSeries,
  experiment,
  number,
  scalar,
  series,
  states,
  tex,
} from '../../src/experiment'
import { batchesOf, LARGEST_ROUND, ROUNDS } from '../../src/numerics/statistics/rounds'
import { type Gradients, gradientsOfNetworks, PROBES, pathReading } from './directPathReadings'
import { FACTORS, factorSlider, smallFactorSlider, stackParams } from './params'
import { binomial } from './paths'
import { networksAtOnce } from './stacks'

/** Part c: the gradient's norm lives on while its direct part dies. */
export const directPath = experiment({
  title: 'The direct path',
  summary:
    'The gradient on its way from the top to the input: its norm can keep while the part that came straight down the skips is gone.',
  params: {
    skip: number({
      label: 'factor of the skip',
      symbol: tex`s`,
      term: 'skip',
      initial: FACTORS.half,
      ...factorSlider,
      says: 'Multiplies the layer below in every block. Part b has γ here.',
    }),
    branch: number({
      label: 'factor of the branch',
      symbol: tex`b`,
      term: 'branch',
      initial: FACTORS.half,
      ...smallFactorSlider,
      says: 'Multiplies what the branch adds. Part b has γ here too.',
    }),
    ...stackParams,
  },
  measures: {
    norm: series({
      label: 'length of the gradient, 1 at the top (root mean square over networks)',
      symbol: tex`|\partial\text{Loss}/\partial L_\ell|`,
      term: 'gradient',
      over: 'block',
      stored: 'log10',
    }),
    direct: series({
      label: 'length of its direct part, through skips alone',
      symbol: tex`s^{L - \ell}`,
      term: 'direct',
      over: 'block',
      stored: 'log10',
    }),
    cosine: series({
      label: 'cosine with the gradient at the top',
      symbol: tex`\cos`,
      term: 'cosine',
      over: 'block',
    }),
    paths: series({
      label: 'share of the squared gradient at the input, by branches on the path',
      term: 'paths',
      over: 'branches on the path',
    }),
    varianceHere: scalar({
      label: 'variance at the top of the stack',
      symbol: tex`\operatorname{Var} L_L[n]`,
      term: 'variance',
    }),
    normHere: scalar({
      label: 'length of the gradient at the input',
      symbol: tex`|\partial\text{Loss}/\partial L_1|`,
      term: 'gradient',
    }),
    directHere: scalar({ label: 'length of its direct part', symbol: tex`s^{L-1}`, term: 'direct' }),
    cosineHere: scalar({ label: 'cosine with the gradient at the top', symbol: tex`\cos`, term: 'cosine' }),
  },
  presets: {
    gamma: {
      says: 'γ = 1/√2, the answer of part b: the norm keeps, the direct part shrinks a thousandfold.',
      at: {},
    },
    one: {
      says: 'γ = 1: the direct part keeps, but the sum doubles its variance at every block, and the gradient its mean square.',
      at: { skip: 1, branch: 1 },
    },
    'small-branch': {
      says: 'A whole skip and a branch of 1/√20: the direct part keeps, and the variance grows to 2.65 alone.',
      at: { skip: 1, branch: FACTORS.littleBranch },
    },
    'unit-both': {
      says: 'Skip √0.95 and branch √0.05: the variance stays at 1, and the gradient at the input still points where it did at the top.',
      at: { skip: FACTORS.mostOfTheSkip, branch: FACTORS.littleBranch },
    },
  },
  views: [
    {
      kind: 'series',
      title: 'The gradient and its direct part',
      measures: ['norm', 'direct'],
      x: { label: 'blocks below the layer', symbol: tex`\ell - 1` },
      y: { label: 'length', scale: 'log10' },
      rules: () => [{ label: 'as at the top', at: 1 }],
    },
    {
      kind: 'series',
      title: 'Where the gradient points',
      measures: ['cosine'],
      x: { label: 'blocks below the layer', symbol: tex`\ell - 1` },
      y: { label: 'cosine with the gradient at the top', domain: [-0.1, 1] },
    },
    {
      kind: 'series',
      title: 'Paths by length',
      measures: ['paths'],
      x: { label: 'branches on the path' },
      y: { label: 'share of the squared gradient' },
    },
    {
      kind: 'scalars',
      title: 'What reaches the ends',
      measures: ['varianceHere', 'normHere', 'directHere', 'cosineHere'],
    },
  ],
  claims: {
    gamma: {
      says: String.raw`At $\gamma = 1/\sqrt 2$ the gradient at the input of 20 blocks is as long as at the top, but its direct part is 0.00098 of it.`,
      check: (measured, theory) => [
        agrees('length', measured.norm, theory.norm),
        agrees('direct part', measured.direct, theory.direct),
        agrees('cosine', measured.cosine, theory.cosine),
        states('direct part at the input', '0.00098', theory.directHere),
        below('cosine at the input', measured.cosineHere, 0.2),
      ],
    },
    paths: {
      says: String.raw`With $s = b$ the paths through $k$ of $L - 1$ branches carry the share $\binom{L-1}{k} / 2^{L-1}$ of the squared gradient: of 20 blocks most have passed about half, and the largest share, 0.176, has passed 10.`,
      check: (measured, theory) => [
        agrees('shares', measured.paths, theory.paths),
        states('share of the paths through 10 of 20 branches', '0.176', entry(theory.paths, 10)),
        above('share through 10 against share through 5', entry(measured.paths, 10), entry(measured.paths, 5)),
      ],
    },
    one: {
      says: String.raw`At $\gamma = 1$ the direct part keeps its length, and the gradient as a whole grows to 1024 times its length at the top.`,
      at: { skip: 1, branch: 1 },
      check: (measured, theory) => [
        agrees('length', measured.norm, theory.norm),
        agrees('direct part', measured.direct, theory.direct),
        states('length at the input', '1024', theory.normHere),
      ],
    },
    'small-branch': {
      says: String.raw`With a whole skip and a branch of $1/\sqrt{20}$ the variance grows to 2.65 over 20 blocks, and the cosine is still 0.61.`,
      at: { skip: 1, branch: FACTORS.littleBranch },
      check: (measured, theory) => [
        agrees('variance at the top', measured.varianceHere, theory.varianceHere),
        agrees('cosine', measured.cosine, theory.cosine),
        states('variance at the top', '2.65', theory.varianceHere),
        states('cosine at the input', '0.61', theory.cosineHere),
      ],
    },
    'unit-both': {
      says: String.raw`Unit variance and a living direct path are compatible: with skip $\sqrt{0.95}$ and branch $\sqrt{0.05}$ the variance stays at 1.00 over 20 blocks, the gradient keeps its length, and the cosine is 0.60.`,
      at: { skip: FACTORS.mostOfTheSkip, branch: FACTORS.littleBranch },
      check: (measured, theory) => [
        agrees('variance at the top', measured.varianceHere, theory.varianceHere),
        agrees('length', measured.norm, theory.norm),
        agrees('cosine', measured.cosine, theory.cosine),
        states('variance at the top', '1.00', theory.varianceHere),
        states('cosine at the input', '0.60', theory.cosineHere),
        above('cosine at the input', measured.cosineHere, 0.4),
        // The factors themselves, as the sentence writes them.
        states('squared factor of the skip', '0.95', exactly(FACTORS.mostOfTheSkip ** 2)),
        states('squared factor of the branch', '0.05', exactly(FACTORS.littleBranch ** 2)),
      ],
    },
  },
  *measure(lab, p) {
    const networks: Gradients[] = []
    for (let round = 0; round < ROUNDS; round++) {
      networks.push(...gradientsOfNetworks(lab, p, batchesOf(round)))
      yield pathReading(networks)
    }
  },
  readings: () => ROUNDS,
  theory({ blocks, skip, branch }) {
    const square = skip ** 2 + branch ** 2
    const below = Array.from({ length: blocks + 1 }, (_, k) => k)
    const along = (of: (passed: number) => number) =>
      exactSeries(
        below,
        below.map((k) => of(blocks - k)),
      )
    const cosine = (passed: number) => (skip / Math.sqrt(square)) ** passed
    return {
      norm: along((passed) => (passed / 2) * Math.log10(square)),
      direct: along((passed) => passed * Math.log10(skip)),
      cosine: along(cosine),
      paths: exactSeries(below, [...binomial(blocks, branch ** 2 / square)]),
      varianceHere: exactly(square ** blocks),
      normHere: exactly(square ** (blocks / 2)),
      directHere: exactly(skip ** blocks),
      cosineHere: exactly(cosine(blocks)),
    }
  },
  cost: (p) => LARGEST_ROUND * networksAtOnce(p) * PROBES * p.blocks * (p.blocks + 2) * 2 * 2 * p.width * p.bottleneck,
})
