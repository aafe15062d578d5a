// @vitest-environment jsdom
import { act } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClaimOutcome, StartClaim } from '../../../src/engine/state'
import { ClaimRunner } from '../../../src/ui'
import { stage, the } from './stage'

const backend = { name: 'wasm', renderer: '', software: false, passedOver: [] } as const
const outcome = (holds: boolean | undefined, fault?: string): ClaimOutcome => ({
  holds,
  checks: holds === undefined ? [] : [{ says: 'variance of y: measured 4.5e-7 ± 1e-8, theory 4.4e-7', holds, z: 1.25 }],
  backend,
  fault,
})

/** A run whose end the test decides. */
function scripted() {
  const cancel = vi.fn()
  const starts: { progress: Parameters<StartClaim>[0]; end: (outcome: ClaimOutcome) => void }[] = []
  const start: StartClaim = (progress) => {
    progress(0, 8)
    let end: (outcome: ClaimOutcome) => void = () => {}
    const settled = new Promise<ClaimOutcome>((resolve) => {
      end = resolve
    })
    starts.push({ progress, end })
    return { outcome: settled, cancel }
  }
  return { start, starts, cancel, last: () => starts.at(-1) ?? expect.fail('nothing was started') }
}

describe('ClaimRunner', () => {
  let shown: Awaited<ReturnType<typeof stage>>
  const root = () => the(HTMLElement, shown.host, '[data-claim-status]')
  const status = () => root().dataset.claimStatus
  const button = () => the(HTMLButtonElement, root(), 'button')
  const click = () => act(async () => button().click())
  afterEach(() => shown.leave())

  it('runs, shows how far it is, and then the evidence', async () => {
    const run = scripted()
    shown = await stage(<ClaimRunner start={run.start} />)
    expect(status()).toBe('idle')
    expect(button().textContent).toBe('Check this on your machine')
    await click()
    expect(status()).toBe('running')
    await act(async () => run.last().progress(3, 8))
    expect(root().textContent).toContain('3 of 8 readings')
    await act(async () => run.last().end(outcome(true)))
    expect(status()).toBe('holds')
    expect(root().textContent).toContain('Holds, run on WebAssembly.')
    expect(root().textContent).toContain('measured 4.5 × 10⁻⁷ ± 1 × 10⁻⁸, theory 4.4 × 10⁻⁷; holds (z = 1.3)')
  })

  it('says when a claim fails and when nothing could be decided, and can run again', async () => {
    const run = scripted()
    shown = await stage(<ClaimRunner start={run.start} />)
    await click()
    await act(async () => run.last().end(outcome(false)))
    expect(status()).toBe('fails')
    await click()
    expect(status()).toBe('running')
    await act(async () => run.last().end(outcome(undefined, 'growth overflowed at layer 31.')))
    expect(status()).toBe('failed')
    expect(root().textContent).toContain('Not decided. growth overflowed at layer 31.')
  })

  it('says what cannot be decided on these numbers, each check with its own sign', async () => {
    const run = scripted()
    shown = await stage(<ClaimRunner start={run.start} />)
    await click()
    const checks = [
      { says: 'visits: 20 is printed, theory says 20', holds: true },
      { says: 'slope of the time: The timings vary by 60 %: too noisy for a verdict.', holds: undefined },
    ]
    await act(async () => run.last().end({ holds: undefined, checks, backend, fault: checks[1]?.says }))
    expect(status()).toBe('undecided')
    expect(root().textContent).toContain('Cannot be decided here, run on WebAssembly.')
    expect(root().textContent).not.toMatch(/fails/i)
    const signs = [...root().querySelectorAll<HTMLElement>('[data-verdict-of]')].map((e) => e.dataset.verdictOf)
    expect(signs).toEqual(['none', 'agrees', 'none'])
    expect(root().querySelectorAll('svg.lucide-x')).toHaveLength(0)
  })

  it('goes back to rest when cancelled, and hears nothing of that run again', async () => {
    const run = scripted()
    shown = await stage(<ClaimRunner start={run.start} />)
    await click()
    expect(button().textContent).toBe('Cancel')
    await click()
    expect(run.cancel).toHaveBeenCalledOnce()
    expect(status()).toBe('idle')
    await act(async () => {
      run.last().progress(5, 8)
      run.last().end(outcome(undefined, 'Cancelled.'))
    })
    expect(status()).toBe('idle')
  })

  it('cancels its run when it leaves the page', async () => {
    const run = scripted()
    shown = await stage(<ClaimRunner start={run.start} />)
    await click()
    await shown.leave()
    expect(run.cancel).toHaveBeenCalledOnce()
  })

  it('rests on the server, and cannot be started there', async () => {
    const html = renderToString(<ClaimRunner start={undefined} />)
    expect(html).toContain('data-claim-status="idle"')
    shown = await stage(<ClaimRunner start={undefined} />)
    expect(button().disabled).toBe(true)
  })
})
