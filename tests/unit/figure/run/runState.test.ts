import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import {
  advance,
  isPaused,
  type RunContext,
  type RunEvent,
  type RunState,
  statusOf,
  unseen,
} from '../../../../src/figure/run/runState'

const EVENTS: readonly RunEvent[] = [
  ...(['renewed', 'played', 'paused', 'stepped', 'seen', 'hidden', 'pinsMeasured', 'backendChosen'] as const).map(
    (kind) => ({ kind }),
  ),
  { kind: 'read', last: false },
  { kind: 'read', last: true },
  { kind: 'ended' },
  { kind: 'broke' },
  { kind: 'replayed', taken: 3 },
]

/** Whether an event can occur: the engine reports only on runs that it has. */
const isPossible = ({ phase }: RunState, { kind }: RunEvent) =>
  phase === 'active' || !['read', 'ended', 'broke', 'replayed'].includes(kind)

describe('the state of a run, through thousands of events at random', () => {
  const generator = xoroshiro128plus(11)
  const pick = <T>(all: readonly T[]): T => all[(generator.next() >>> 0) % all.length] as T

  it.each([1, Number.POSITIVE_INFINITY])(
    'never asks for work that cannot be seen, and never forgets a run (first: %d)',
    (first) => {
      let run = unseen(first)
      for (let i = 0; i < 20_000; i++) {
        const event = pick(EVENTS)
        if (!isPossible(run, event)) continue
        const context: RunContext = {
          first,
          refused: pick([false, false, true]),
          pinsPending: pick([false, false, true]),
          extends: pick([false, true]),
        }
        const before = run
        const advanced = advance(run, event, context)
        run = advanced.run
        const { commands } = advanced
        const says = `${JSON.stringify(before)} ${event.kind} ${JSON.stringify(context)} -> ${JSON.stringify(advanced)}`
        if (!run.visible)
          for (const work of ['ask', 'resume', 'step', 'playPins']) expect(commands, says).not.toContain(work)
        if (commands.includes('ask')) expect([run.phase, commands.indexOf('cancel')], says).toEqual(['active', 0])
        if (before.phase === 'active' && run.phase === 'wanted') expect(commands, says).toContain('cancel')
        if (run.phase === 'active' && before.phase !== 'active') expect(commands, says).toContain('ask')
        expect(run.remaining, says).toBeGreaterThanOrEqual(0)
        const facts = { readings: pick([0, 2]), hasReading: pick([true, false]), refused: context.refused }
        if (!run.visible) expect(statusOf(run, facts), says).not.toBe('running')
      }
    },
  )

  it('is paused only where Play would go on', () => {
    expect(isPaused(unseen(1))).toBe(false)
    const active = { visible: true, asked: 'pause', phase: 'active', remaining: 0, adds: false } as const
    expect(isPaused(active)).toBe(true)
    expect(statusOf(active, { readings: 2, hasReading: true, refused: false })).toBe('idle')
    expect(isPaused({ ...active, phase: 'done' })).toBe(false)
  })
})
