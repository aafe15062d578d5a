import { type Tex, tex } from '../../../src/experiment'
import type { AdapterSetting } from './setting'
import { BEFORE, shapeAfter, withoutWeights } from './theory'

/** Formulas are rendered at build time. The numbers 9000001 ... 9000006 stand for the sizes that the reader sets, and are replaced in the browser. */
const PLACE = /(?<![\d.])900000(\d)(?![\d.])/g

/** Placeholder 1: columns and rows before, 2: after. 3: features before, 4: after. 5: the last feature before. 6: the stride. */
const FORMULAS = {
  matrix: tex`\underbrace{A_n(L)[b,x,y,j]}_{1\times9000002\times9000002\times9000004} = \underbrace{W_n[j,I]}_{9000004\times9000003}\;\underbrace{L[b,x,y,I]}_{1\times9000001\times9000001\times9000003}`,
  first: tex`\underbrace{A_n(L)[b,x,y,j]}_{1\times9000002\times9000002\times9000004} = \underbrace{L[b,x,y,S_n(j)]}_{L:\ 1\times9000001\times9000001\times9000003},\quad S_n(j) = j,\quad j < 9000004`,
  last: tex`\underbrace{A_n(L)[b,x,y,j]}_{1\times9000002\times9000002\times9000004} = \underbrace{L[b,x,y,S_n(j)]}_{L:\ 1\times9000001\times9000001\times9000003},\quad S_n(j) = 9000005 - j,\quad j < 9000004`,
  strided: tex`\underbrace{A_n(L)[b,x,y,j]}_{1\times9000002\times9000002\times9000004} = \begin{cases} \underbrace{L[b,\,9000006\,x,\,9000006\,y,\,j]}_{L:\ 1\times9000001\times9000001\times9000003} & j < 9000003 \\ 0 & \text{otherwise} \end{cases}`,
  pool: tex`\underbrace{A_n(L)[b,x,y,j]}_{1\times9000002\times9000002\times9000004} = \begin{cases} \frac{1}{9000006\cdot9000006} \sum\limits_{u,v<9000006} \underbrace{L[b,\,9000006\,x+u,\,9000006\,y+v,\,j]}_{L:\ 1\times9000001\times9000001\times9000003} & j < 9000003 \\ 0 & \text{otherwise} \end{cases}`,
  poolAtEdge: tex`\underbrace{A_n(L)[b,x,y,j]}_{1\times9000002\times9000002\times9000004} = \begin{cases} \frac{1}{m_x m_y} \sum\limits_{u<m_x} \sum\limits_{v<m_y} \underbrace{L[b,\,9000006\,x+u,\,9000006\,y+v,\,j]}_{L:\ 1\times9000001\times9000001\times9000003} & j < 9000003 \\ 0 & \text{otherwise} \end{cases}\quad m_x = \min(9000006,\,9000001-9000006\,x),\quad m_y = \min(9000006,\,9000001-9000006\,y)`,
}

function formulaFor({ adapter, order, stride }: AdapterSetting): keyof typeof FORMULAS {
  if (adapter === 'select') return order
  // If the stride does not divide the width, windows at the edge have fewer pixels, and the mean is over those.
  return adapter === 'pool' && BEFORE.width % stride !== 0 ? 'poolAtEdge' : adapter
}

/** The adapter as a formula, with the shapes and the stride of the setting. */
export function formulaOf(p: AdapterSetting): Tex {
  const after = shapeAfter(withoutWeights(p), BEFORE)
  const numbers = [BEFORE.width, after.width, BEFORE.features, after.features, BEFORE.features - 1, p.stride]
  const filled = (text: string) => text.replaceAll(PLACE, (_, place: string) => String(numbers[Number(place) - 1]))
  const { source, html } = FORMULAS[formulaFor(p)]
  return { source: filled(source), html: filled(html) }
}

/** The shapes of the setting in words. */
export function shapesOf(p: AdapterSetting): string {
  const { features, height, width } = shapeAfter(withoutWeights(p), BEFORE)
  const before = `${BEFORE.features} features of ${BEFORE.width} × ${BEFORE.height}`
  const shapes = `one image: before, ${before}; after, ${features} of ${width} × ${height}`
  return p.adapter === 'matrix' ? `${shapes}; the matrix is ${features} × ${BEFORE.features}` : shapes
}
