import { describe, expect, it } from 'vitest'
import { ghostNotes } from '../../../../../src/charts/plot/words/ghostNotes'

const spans = { x: [0, 10] as const, y: [0, 10] as const }
const line = (height: number) => Array.from({ length: 11 }, (_, x) => ({ x, y: height }))
const ghost = (short: string) => ({ short, label: `gain: 2, ${short}`, reading: {} })

describe('the names of kept runs', () => {
  it('stand at a line of each, with the setting on demand', () => {
    const notes = ghostNotes([ghost('pinned'), ghost('before')], [[line(2)], [line(8)]], [line(5)], spans)
    expect(notes.map(({ text, y, ghost: says }) => [text, y, says])).toEqual([
      ['pinned', 2, 'gain: 2, pinned'],
      ['before', 8, 'gain: 2, before'],
    ])
  })

  it('keep apart where two runs have the same line', () => {
    const [a, b] = ghostNotes([ghost('pinned 1'), ghost('pinned 2')], [[line(5)], [line(5)]], [], spans)
    expect(Math.abs((a?.x ?? 0) - (b?.x ?? 0))).toBeGreaterThan(2)
  })

  it('are left out where a run has no line here', () => {
    expect(ghostNotes([ghost('pinned')], [[[]]], [line(5)], spans)).toEqual([])
  })
})
