import { expect, it } from 'vitest'
import { multiplicationsOf } from '../../../src/numerics/networks/multiplications'

it('counts m k n multiplications of a product, whichever way round its matrices are stored, and none of a sum or a ReLU', () => {
  const product = (inputs: number[][]) => multiplicationsOf({ name: 'BatchMatMul', inputs, outputs: [[2, 3, 5]] })
  expect(
    product([
      [2, 3, 4],
      [2, 4, 5],
    ]),
  ).toBe(2 * 3 * 4 * 5)
  expect(
    product([
      [2, 4, 3],
      [2, 5, 4],
    ]),
  ).toBe(2 * 3 * 4 * 5)
  expect(multiplicationsOf({ name: 'Multiply', inputs: [[2, 3], []], outputs: [[2, 3]] })).toBe(6)
  for (const name of ['Add', 'Relu', 'Reshape'])
    expect(
      multiplicationsOf({
        name,
        inputs: [
          [2, 3],
          [2, 3],
        ],
        outputs: [[2, 3]],
      }),
    ).toBe(0)
})
