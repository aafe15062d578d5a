// @vitest-environment jsdom
import { act } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Check, exactly, type Outcome, scalar, series } from '../../../../src/experiment'
import type { ClaimOutcome, ClaimProgress, StartClaim } from '../../../../src/figure/state'
import { ClaimRunner } from '../../../../src/ui'
import { stage, the } from '../stage'

const backend = { name: 'wasm', renderer: '', software: false, passedOver: [] } as const
const variance = scalar({ label: 'variance of y' })
const check = (outcome: Outcome, z = 1.25): Check => ({
  says: 'variance of y',
  outcome,
  z,
  compared: { measure: variance, measured: { value: 4.5e-7, stderr: 1e-8 }, relation: '=', to: exactly(4.4e-7) },
})
const ended = (outcome: Outcome | undefined, fault?: string): ClaimOutcome => ({
  outcome,
  checks: outcome === undefined ? [] : [check(outcome)],
  repeats: outcome === undefined ? undefined : 480,
  backend,
  fault,
})
const begun = { readings: 0, expected: 8, run: 1, most: 4, sofar: undefined } satisfies ClaimProgress

/** A run whose end is decided by the test. */
function scripted() {
  const cancel = vi.fn()
  const starts: { progress: Parameters<StartClaim>[0]; end: (outcome: ClaimOutcome) => void }[] = []
  const start: StartClaim = (progress) => {
    progress(begun)
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
  const place = async (start: StartClaim | undefined) => {
    shown = await stage(<ClaimRunner start={start} repeated="networks" />)
  }
  afterEach(() => shown.leave())

  it('keeps the focus: on Cancel while it runs, and then on the button that checks again', async () => {
    const run = scripted()
    await place(run.start)
    button().focus()
    await click()
    expect(document.activeElement?.textContent).toBe('Cancel')
    await act(async () => run.last().end(ended('holds')))
    expect(document.activeElement).toBe(button())
  })

  it('runs, shows how far it is, and then the evidence', async () => {
    const run = scripted()
    await place(run.start)
    expect(status()).toBe('idle')
    expect(button().textContent).toBe('Check this on your machine')
    await click()
    expect(status()).toBe('running')
    await act(async () => run.last().progress({ ...begun, readings: 3 }))
    expect(root().textContent).toContain('3 of 8 readings')
    await act(async () => run.last().end(ended('holds')))
    expect(status()).toBe('holds')
    expect(root().textContent).toContain('Holds with 480 networks. Run on WebAssembly.')
    expect(root().textContent).toContain(
      'variance of y: measured (4.5 ± 0.1) × 10⁻⁷, expected 4.400 × 10⁻⁷; holds (z = 1.3)',
    )
  })

  it('says that it takes more where the first run leaves it open, and how far it was', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    const sofar = { ...ended('undecided'), checks: [check('holds', 9), check('undecided', 2.3)] }
    await act(async () => run.last().progress({ ...begun, run: 2, sofar }))
    expect(root().textContent).toContain('Not decided with 480 networks (z = 2.3; 4 would decide it).')
    expect(root().textContent).toContain('Taking more: run 2, of at most 4.')
  })

  it('says when a claim is refuted and when there was nothing to judge, and can run again', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    await act(async () => run.last().end(ended('refuted')))
    expect(status()).toBe('refuted')
    expect(root().textContent).toContain('Refuted with 480 networks.')
    await click()
    expect(status()).toBe('running')
    await act(async () => run.last().end(ended(undefined, 'growth overflowed at layer 31.')))
    expect(status()).toBe('failed')
    expect(root().textContent).toContain('Not decided. growth overflowed at layer 31.')
  })

  it('calls no claim false that is undecided', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    await act(async () => run.last().end({ ...ended('undecided'), repeats: 1920 }))
    expect(status()).toBe('undecided')
    expect(root().textContent).toContain('Cannot be told apart with 1920 networks.')
    expect(root().textContent).not.toMatch(/fails|false|refuted/i)
  })

  it('gives the reason where more would not decide it, each check with its own sign', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    const checks: readonly Check[] = [
      { says: '20 is printed, theory says 20', outcome: 'holds' },
      { says: 'slope of the time', outcome: 'undecided', reason: 'The timings vary by 60 %: too noisy for a verdict.' },
    ]
    await act(async () => run.last().end({ ...ended('undecided'), checks }))
    expect(root().textContent).toContain(
      'Cannot be decided here. The timings vary by 60 %: too noisy for a verdict. Run on WebAssembly.',
    )
    const signs = [...root().querySelectorAll<HTMLElement>('[data-verdict-of]')].map((e) => e.dataset.verdictOf)
    expect(signs).toEqual(['none', 'agrees', 'none'])
    expect(root().querySelectorAll('svg.lucide-x')).toHaveLength(0)
  })

  it('shows every check of a claim, though two say the same', async () => {
    const complaints = vi.spyOn(console, 'error')
    const run = scripted()
    await place(run.start)
    await click()
    const checks: readonly Check[] = [
      { says: 'variance of y', outcome: 'holds', z: 5 },
      { says: 'variance of y', outcome: 'holds', z: 6 },
    ]
    await act(async () => run.last().end({ ...ended('holds'), checks }))
    expect([...root().querySelectorAll('li')].map((line) => line.textContent)).toEqual([
      'variance of y; holds (z = 5.0)',
      'variance of y; holds (z = 6.0)',
    ])
    expect(complaints).not.toHaveBeenCalled()
  })

  it('writes a quantity that is stored as a logarithm in its own unit', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    const measure = series({ label: 'gradient', over: 'layer', stored: 'log10' })
    const compared = {
      measure,
      measured: { value: -1, stderr: 0.01 },
      relation: '<',
      to: exactly(Math.log10(0.2)),
    } as const
    const checks: readonly Check[] = [{ says: 'gradient at layer 1', outcome: 'holds', z: 30, compared }]
    await act(async () => run.last().end({ ...ended('holds'), checks }))
    expect(root().textContent).toContain('gradient at layer 1: measured 0.100 ± 0.002, below 0.2; holds (z = 30.0)')
  })

  it('returns to its initial state when cancelled, and ignores that run', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    expect(button().textContent).toBe('Cancel')
    await click()
    expect(run.cancel).toHaveBeenCalledOnce()
    expect(status()).toBe('idle')
    await act(async () => {
      run.last().progress({ ...begun, readings: 5 })
      run.last().end(ended(undefined, 'Cancelled.'))
    })
    expect(status()).toBe('idle')
  })

  it('cancels its run when it leaves the page', async () => {
    const run = scripted()
    await place(run.start)
    await click()
    await shown.leave()
    expect(run.cancel).toHaveBeenCalledOnce()
  })

  it('is idle on the server, and cannot be started there', async () => {
    const html = renderToString(<ClaimRunner start={undefined} repeated="networks" />)
    expect(html).toContain('data-claim-status="idle"')
    await place(undefined)
    expect(button().disabled).toBe(true)
  })
})
