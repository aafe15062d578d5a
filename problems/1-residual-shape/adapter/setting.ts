import {
  LEVELS,
  type Picture,
  pictureOf,
  readTensor,
  type TensorExpression,
  type TensorSpace,
  tensor,
} from '../../../src/experiment'
import { upTo } from '../../../src/numerics/positions'

/** The side of the picture in pixels. */
export const SIZE = 16

/** N_(n-1): the number of features computed from the picture. */
export const FEATURES = 6

/** The picture before the adapter, unless the reader has drawn one. */
export type Drawing = 'glyph' | 'stripes' | 'gradient'

/** The values of the figure's controls: the adapter, its rows, order and sizes, and the picture. */
export interface AdapterSetting {
  readonly adapter: 'matrix' | 'select' | 'strided' | 'pool'
  readonly rows: 'gaussian' | 'onehot'
  readonly order: 'first' | 'last'
  readonly kept: number
  readonly grown: number
  readonly stride: number
  readonly image: Drawing
  readonly own: string
  /** The reader's expression for A(L), computed in place of a matrix or a selection: '' if there is none. */
  readonly expression: string
}

/** S(j) = j, or S(j) = N_(n-1) - 1 - j. */
export const selection = ({ order, kept }: Pick<AdapterSetting, 'order' | 'kept'>): readonly number[] =>
  upTo(kept).map((j) => (order === 'first' ? j : FEATURES - 1 - j))

/** A flag, one hexadecimal digit a pixel for its level. */
const FLAG = [
  '0000000000000000',
  '0000110000000000',
  '0000cfa500000000',
  '0000ccffe9400000',
  '0000cc06bffd4000',
  '0000cc017dfd4000',
  '0000cc8ffc600000',
  '0000cffb50000000',
  '0000cc3000000000',
  '0000cc0000000000',
  '0000cc0000000000',
  '0000cc0000000000',
  '0000cc0000000000',
  '0000cc0000000000',
  '0000110000000000',
  '0000000000000000',
]

const brightest = LEVELS - 1
const drawn = (level: (x: number, y: number) => number): Picture =>
  upTo(SIZE).map((y) => upTo(SIZE).map((x) => level(x, y)))

const DRAWINGS: Readonly<Record<Drawing, Picture>> = {
  glyph: FLAG.map((row) => [...row].map((digit) => Number.parseInt(digit, LEVELS))),
  stripes: drawn((x, y) => (Math.floor((x + y) / 3) % 2 === 1 ? brightest : 0)),
  gradient: drawn((x) => Math.round((brightest * x) / (SIZE - 1))),
}

/** The reader's picture, or the chosen drawing: levels from 0 to 15, [y][x]. */
export const pictureFor = ({ image, own }: Pick<AdapterSetting, 'image' | 'own'>): Picture =>
  pictureOf(own, SIZE) ?? DRAWINGS[image]

/** The operands that the reader's expression may contain. Its value is A(L)[b,x,y,j], and S(j) is the selection of the figure. */
export const SPACE = {
  left: ['b', 'x', 'y', 'j'],
  operands: { W: ['j', 'i'], L: ['b', 'x', 'y', 'i'], S: ['j'] },
  maps: { S: { of: 'j', to: 'i' } },
} as const satisfies TensorSpace

/** The parameter of the reader's expression, which is computed in place of the matrix or the selection. */
export const expressionParam = tensor({
  label: 'your answer',
  term: 'A',
  says: 'Computed on the layer L in place of the adapter that is chosen, with its matrix W and its selection S.',
  space: SPACE,
})

/** The expression that the figure computes; undefined if it computes the adapter: space shrinks, or the reader has none. */
export function expressionOf({ adapter, expression }: AdapterSetting): TensorExpression | undefined {
  if (expression === '' || (adapter !== 'matrix' && adapter !== 'select')) return undefined
  const read = readTensor(expression, SPACE)
  if (!read) throw new RangeError(`"${expression}" is no expression in W, L and S`)
  return read
}

/** The number of values of each index. */
export const sizesOf = ({ kept }: Pick<AdapterSetting, 'kept'>): Readonly<Record<string, number>> => ({
  b: 1,
  x: SIZE,
  y: SIZE,
  i: FEATURES,
  j: kept,
})

/** A part of an expression. */
export type ExpressionNode = TensorExpression['root']
