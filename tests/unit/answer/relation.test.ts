import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, read } from '../../../src/answer'
import { withSeries } from '../../../src/answer/formula/reading/series'
import { withSigns } from '../../../src/answer/formula/reading/spoken'
import { boundOf, lastStep, signsOf, solved, UNKNOWN } from '../../../src/answer/formula/relation'
import { type Operator, postfixOf, type Tree } from '../../../src/answer/formula/tree'
import { evaluate, readPostfix } from '../../../src/experiment'
import { isTyped } from '../../answers/forms'
import { everyQuestion } from '../../answers/questions'

const unknown: Tree = { kind: 'letter', name: UNKNOWN }
const number = (value: number): Tree => ({ kind: 'number', text: String(value) })
const valueAt = (tree: Tree, at: Readonly<Record<string, number>>) => {
  const formula = readPostfix(postfixOf(tree), Object.keys(at))
  if (!formula) throw new Error('no formula')
  return evaluate(formula, at)
}

/** Sides in which the unknown stands once, and that grow or fall with it all the way. */
const sides: fc.Arbitrary<Tree> = fc.letrec<{ side: Tree }>((tie) => ({
  side: fc.oneof(
    { maxDepth: 3, depthSize: 'large' },
    fc.constant(unknown),
    fc
      .tuple(fc.constantFrom<Operator>('+', '*', '/'), tie('side'), fc.integer({ min: 1, max: 9 }), fc.boolean())
      .map(([operator, side, k, isLeft]): Tree => {
        const [left, right] = isLeft ? [side, number(k)] : [number(k), side]
        return { kind: 'operator', operator, left, right }
      }),
    tie('side').map((left): Tree => ({ kind: 'operator', operator: '^', left, right: number(2) })),
    tie('side').map((of): Tree => ({ kind: 'call', name: 'sqrt', of })),
  ),
})).side

describe('an equation in what is asked for', () => {
  it('is solved for it', () => {
    fc.assert(
      fc.property(sides, fc.double({ min: 0.5, max: 4, noNaN: true }), (side, value) => {
        const other = number(Number(valueAt(side, { [UNKNOWN]: value }).toPrecision(15)))
        expect(valueAt(solved(side, other), {}) / value).toBeCloseTo(1, 5)
      }),
      { seed: 15, numRuns: 300 },
    )
  })

  it('or an inequality, bounds it on the side on which it holds', () => {
    fc.assert(
      fc.property(
        sides,
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        fc.constantFrom('<' as const, '>' as const),
        (side, value, relation) => {
          const other = number(Number(valueAt(side, { [UNKNOWN]: value }).toPrecision(15)))
          const bound = boundOf(side, relation, other, solved(side, other), {})
          const [below, above] = [0.9, 1.1].map((by) => valueAt(side, { [UNKNOWN]: by * value }))
          const end = valueAt(other, {})
          const holds = (at = Number.NaN) => (relation === '<' ? at < end : at > end)
          expect([holds(below), holds(above)]).toEqual([bound === '<', bound === '>'])
        },
      ),
      { seed: 15, numRuns: 300 },
    )
  })
})

it('has its signs and its last step', () => {
  expect(signsOf('a <= b ≥ c \\le d \\approx e := f').map(({ relation }) => relation)).toEqual([
    '<',
    '>',
    '<',
    '≈',
    '=',
  ])
  expect(signsOf('\\sum_{k=1} k')).toEqual([])
  const steps = '2x = 1 => x = 0.5'
  expect(steps.slice(lastStep(steps)).trim()).toBe('x = 0.5')
  expect(lastStep('c => 1/16')).toBe(0)
})

describe('words and dots keep their places', () => {
  it.each([
    ['one over the root of two', '1/√2'],
    ['two thirds', '(2/3)'],
    ['three quarters of N', '(3/4)*N'],
    ['half', '½'],
    ['minus one half', '-(1/2)'],
    ['twenty-four', '24'],
    ['forty minus four', '40-4'],
    ['one hundred and five', '105'],
    ['twenty twenty', '2020'],
    ['one sixty-fourth', '(1/64)'],
    ['N is less than or equal to 3', 'N≤3'],
    ['\\over \\times N_half', '\\over\\timesN_half'],
    ['overt bones', 'overtbones'],
    ['x squared', 'x^2'],
  ])('%s', (text, expected) => {
    const signs = withSigns(text)
    expect(signs).toHaveLength(text.length)
    expect(signs.replaceAll(/\s/g, '')).toBe(expected)
  })

  it.each([
    ['1 + 2 + ... + 20', '210'],
    ['2+4+…+10', '30'],
    ['20+19+\\dots+1', '210'],
    ['1 + 2 + 3 + ... + T', 'T(T+1)/2'],
    ['L + (L-1) + ... + 1', 'L(L+1)/2'],
    ['1 + 2 + ... + (L-1)', '(L-1)(L)/2'],
    ['(1 + 2 + ... + L)', '(L(L+1)/2)'],
    ['1 + 2', '1+2'],
  ])('%s', (text, expected) => {
    const value = withSeries(text)
    expect(value).toHaveLength(text.length)
    expect(value.replaceAll(/\s/g, '')).toBe(expected)
  })
})

describe('any answer of such pieces', () => {
  const pieces =
    'half|one|two thirds|of|over|root|squared|to the|less than|at least|is|because|since|linear|in L|in the number of layers|O(|1|2|20|0|1,024|1.024,0|0·5|½|²|50 %|L|N|d|T|γ|σ|N_b|c|Var u|Var y|=|=>|⇒|<|≤|>|≥|≈|∝|±|...|…|+|-|*|/|^|(|)|[|]|{|}|\\frac|\\le|\\left|√|sqrt|log| | |,|.|;|:|!|😀|constructor|__proto__'
      .split('|')
      .concat('|')
  const typed = everyQuestion.filter(({ question }) => isTyped(question))

  it('is judged, or has a fault that lies in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...typed),
        fc.array(fc.constantFrom(...pieces), { maxLength: 14 }),
        (asked, parts) => {
          const answer = parts.join('')
          const said = judge(asked.question, answer)
          expect(read(asked.question, answer).fault === undefined || said.state !== 'right').toBe(true)
          if (said.state === 'wrong') expect(said.says ?? said.remark).toMatch(/^[^\s].*[.?]$/)
          if (said.state !== 'unreadable') return
          expect(said.says).toMatch(/^.{10,200}[.…”)]$/su)
          expect(said.at).toBeGreaterThanOrEqual(0)
          expect(said.at + said.length).toBeLessThanOrEqual(answer.length)
        },
      ),
      { seed: 15, numRuns: 4000 },
    )
  })
})
