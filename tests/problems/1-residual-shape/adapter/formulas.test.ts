import { describe, expect, it } from 'vitest'
import { formulaOf, shapesOf } from '../../../../problems/1-residual-shape/adapter/formulas'
import type { AdapterSetting } from '../../../../problems/1-residual-shape/adapter/setting'

const SETTING: AdapterSetting = {
  adapter: 'matrix',
  rows: 'gaussian',
  order: 'first',
  kept: 3,
  grown: 8,
  stride: 2,
  image: 'glyph',
  own: '',
  expression: '',
}
const source = (at: Partial<AdapterSetting>) => formulaOf({ ...SETTING, ...at }).source

describe('the formula of the adapter', () => {
  it('has the shapes that are set in it', () => {
    expect(source({})).toContain(String.raw`\underbrace{A_n(L)[b,x,y,j]}_{1\times16\times16\times3}`)
    expect(source({})).toContain(
      String.raw`\underbrace{W_n[j,I]}_{3\times6}\;\underbrace{L[b,x,y,I]}_{1\times16\times16\times6}`,
    )
    expect(source({ adapter: 'select', kept: 2 })).toMatch(/1\\times16\\times16\\times2\}.*S_n\(j\) = j,\\quad j < 2$/)
    expect(source({ adapter: 'select', order: 'last' })).toContain('S_n(j) = 5 - j')
    expect(source({ adapter: 'strided', stride: 3, grown: 7 })).toMatch(/1\\times6\\times6\\times7\}.*3\\,x,.*j < 6 /)
  })

  it('divides a mean by the cells that there are', () => {
    expect(source({ adapter: 'pool', stride: 4 })).toContain(
      String.raw`\frac{1}{4\cdot4} \sum\limits_{u,v<4} \underbrace{L[b,\,4\,x+u,`,
    )
    // Sixteen is not a multiple of three: the last window has one column.
    expect(source({ adapter: 'pool', stride: 3 })).toContain(String.raw`m_x = \min(3,\,16-3\,x)`)
    expect(source({ adapter: 'pool', stride: 3 })).toContain(String.raw`\frac{1}{m_x m_y}`)
  })

  it('leaves no place empty, as TeX and as it is set', () => {
    for (const adapter of ['matrix', 'select', 'strided', 'pool'] as const)
      for (const order of ['first', 'last'] as const)
        for (const stride of [2, 3, 4, 5]) {
          const { source, html } = formulaOf({ ...SETTING, adapter, order, stride })
          // Match a short text, because the HTML would make the failure message very long.
          expect((source + html).match(/90000.{0,20}|undefined/)).toBeNull()
        }
  })

  it('is told in words beside it', () => {
    expect(shapesOf(SETTING)).toBe('one image: before, 6 features of 16 × 16; after, 3 of 16 × 16; the matrix is 3 × 6')
  })
})
