import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const page = readFileSync('problems/1-residual-shape/page.mdx', 'utf8')

/** Top-1 error of 34 layers on ImageNet in per cent: He, Zhang, Ren and Sun 2015, arXiv 1512.03385, table 3. */
const ERROR = { plain: '28.54', a: '25.03', b: '24.52', c: '24.19' }

it('prints the published errors', () => {
  expect(page).toContain(`A ${ERROR.a}, B ${ERROR.b}, C ${ERROR.c}. The same network without skips has ${ERROR.plain}.`)
})

it('makes most of the way from no skips to option C with option A alone, as the page says', () => {
  const gain = (error: string) => Number(ERROR.plain) - Number(error)
  expect(gain(ERROR.a) / gain(ERROR.c)).toBeGreaterThan(0.8)
})

it('counts the projections that option C adds', () => {
  // The stages of residual blocks in the network of 34 layers, table 1. The shape changes at the start of every stage but the first.
  const stages = [3, 4, 6, 3]
  const blocks = stages.reduce((sum, n) => sum + n, 0)
  expect(blocks - (stages.length - 1)).toBe(13)
  expect(page).toContain('the extra parameters of thirteen more projections')
})
