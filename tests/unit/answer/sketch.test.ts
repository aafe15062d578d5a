import { describe, expect, it } from 'vitest'
import { judge, type Sketched } from '../../../src/answer'
import type { SketchQuestion } from '../../../src/experiment'
import { randomOf } from '../../../src/experiment/random'
import { everyQuestion } from '../../answers/questions'

type Curve = readonly (readonly [number, number])[]

const sketches = everyQuestion.flatMap(({ id, question }) => (question.kind === 'sketch' ? [{ id, question }] : []))

/** The position on an axis as a share of its length, and back. */
function axis([low, high]: readonly [number, number], scale: SketchQuestion['scales']['x']) {
  const [to, from] = scale === 'linear' ? [Number, Number] : [Math.log, Math.exp]
  return {
    share: (value: number) => (to(value) - to(low)) / (to(high) - to(low)),
    value: (share: number) => from(to(low) + share * (to(high) - to(low))),
  }
}

/** A curve drawn by hand: at uneven positions, shaking by a share of the height, with both ends missed by a little. */
function drawn(question: SketchQuestion, height: (x: number) => number, shake: number, seed: number): Curve {
  const random = randomOf(seed)
  const [x, y] = [axis(question.x, question.scales.x), axis(question.y, question.scales.y)]
  return Array.from({ length: 40 }, (_, k) => {
    const position = x.value(0.02 + (0.96 * (k + 0.8 * random())) / 40)
    return [position, y.value(y.share(height(position)) + shake * (2 * random() - 1))] as const
  })
}

const rightCurves = (question: SketchQuestion, shake: number, seed: number): Sketched =>
  Object.fromEntries(
    Object.entries(question.curves).map(([name, { curve }], k) => [name, drawn(question, curve, shake, seed + k)]),
  )

/** A straight line between two shares of the height. */
const line = (question: SketchQuestion, left: number, right: number) => {
  const [x, y] = [axis(question.x, question.scales.x), axis(question.y, question.scales.y)]
  return (position: number) => y.value(left + (right - left) * x.share(position))
}

describe.each(sketches)('$id', ({ question }) => {
  it.each([1, 2, 3, 4, 5, 6])('takes its curves as right, drawn by a hand that shakes (%i)', (seed) => {
    expect(judge(question, rightCurves(question, 0.04, seed))).toEqual({ state: 'right', says: question.right })
  })

  it('takes its curves as right, drawn with few points or in any order', () => {
    const few = Object.fromEntries(
      Object.entries(question.curves).map(([name, { curve }]) => {
        const [from, to] = question.x
        const points = [from, from + (to - from) / 3, to].map((x) => [x, curve(x)] as const)
        return [name, points.reverse()]
      }),
    )
    expect(judge(question, few).state).toBe('right')
  })

  it('takes the text of a sketch as its curves', () => {
    const text = Object.entries(rightCurves(question, 0, 1))
      .map(([name, points]) =>
        [
          name,
          ...points
            .flat()
            .map((value) => value.toPrecision(4))
            .map(Number),
        ].join(' '),
      )
      .join(' ')
    expect(judge(question, text).state).toBe('right')
  })

  it('asks for what is missing or too short', () => {
    const whole = rightCurves(question, 0, 1)
    for (const name of Object.keys(question.curves)) {
      const half = (whole[name] ?? []).slice(0, 18)
      for (const curve of [[], [[question.x[0], question.y[1]]] as Curve, half])
        expect(judge(question, { ...whole, [name]: curve }).state).toBe('unreadable')
    }
  })

  it('rejects malformed sketches', () => {
    const points = (all: unknown) =>
      Object.fromEntries(Object.keys(question.curves).map((name) => [name, all])) as Sketched
    for (const nonsense of [
      [],
      [[]],
      'abc',
      null,
      [[Number.NaN, 1]],
      [[1, Number.POSITIVE_INFINITY]],
      [[1], [2]],
      { length: 3 },
    ])
      expect(judge(question, points(nonsense)).state).toBe('unreadable')
    for (const text of ['', 'nonsense', '😀', '1 2 3', `${Object.keys(question.curves)[0]} 1`, '__proto__ 1 1 2 2'])
      expect(judge(question, text).state).toBe('unreadable')
  })
})

const sketchOf = (id: string) => {
  const found = sketches.find((sketch) => sketch.id === id)?.question
  if (!found) throw new Error(`There is no sketch ${id}`)
  return found
}

describe('misconceptions of sketches', () => {
  const directions = sketchOf('1-residual-shape/directions')
  const starving = sketchOf('2-loss-heads/starving')
  const participation = (left: number, right: number) =>
    judge(directions, { participation: drawn(directions, line(directions, left, right), 0.03, 5) })
  const heads = (single: readonly [number, number], all: readonly [number, number]) =>
    judge(starving, {
      single: drawn(starving, line(starving, ...single), 0.03, 5),
      allHeads: drawn(starving, line(starving, ...all), 0.03, 6),
    })

  it('are recognised by direction', () => {
    expect(participation(0.95, 0.95)).toMatchObject({ state: 'wrong', misconception: 'level' })
    expect(participation(0.3, 0.9)).toMatchObject({ state: 'wrong', misconception: 'rises' })
    expect(participation(0.95, 0.2)).toMatchObject({ state: 'right' })
    expect(heads([0.1, 0.85], [0.1, 0.85])).toMatchObject({ state: 'wrong', misconception: 'both-fall' })
    expect(heads([0.1, 0.85], [0.9, 0.5])).toMatchObject({ state: 'wrong', misconception: 'heads-rise' })
    expect(heads([0.1, 0.85], [0.85, 0.85])).toMatchObject({ state: 'right' })
  })

  it('are not seen in one slip of the hand', () => {
    const curves = rightCurves(starving, 0.02, 3)
    const slipped = (curves.allHeads ?? []).map(([x, y], k) => [x, k === 20 ? y * 1e-5 : y] as const)
    expect(judge(starving, { ...curves, allHeads: slipped })).toMatchObject({ state: 'right' })
  })

  it('are not what a curve with a hill, or one that hardly rises, is', () => {
    const { single = [] } = rightCurves(starving, 0, 1)
    const hill = (layer: number) => 1e-12 * 1e8 ** (1 - Math.abs(layer - 10) / 10)
    const hilly = { single, allHeads: drawn(starving, hill, 0, 1) }
    expect(judge(starving, hilly)).toEqual({
      state: 'wrong',
      remark: '“one head on top” is right. “a head on every layer” goes up and down in your sketch. Should it?',
    })
    expect(heads([0.8, 0.9], [0.85, 0.85]).state).toBe('wrong')
  })

  it('leave other wrong sketches without a name, and say which curve is wrong', () => {
    expect(heads([0.85, 0.85], [0.85, 0.85])).toEqual({
      state: 'wrong',
      remark: '“one head on top” stays on its level in your sketch. Should it? “a head on every layer” is right.',
    })
    // Steps instead of a straight line.
    const step = (layer: number) => (layer < 10 ? 1e-12 : 1)
    expect(
      judge(starving, { single: drawn(starving, step, 0, 1), allHeads: drawn(starving, () => 0.5, 0, 1) }).state,
    ).toBe('wrong')
  })
})
