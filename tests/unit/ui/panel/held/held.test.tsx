// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, expect, it } from 'vitest'
import { FigurePanel } from '../../../../../src/ui'
import type { HeldBack } from '../../../../../src/ui/panel/held/heldBack'
import { reading, ScriptedFigure, sampler, stage, the } from '../../stage'

/** A figure that waits for an answer until somebody asks to see it. */
class Waiting implements HeldBack {
  readonly question = '#question-scale'
  readonly orders: string[] = []
  private held = true
  private listener = () => {}
  subscribe = (listener: () => void) => {
    this.listener = listener
    return () => {}
  }
  isHeld = () => this.held
  show = () => {
    this.orders.push('show')
    this.held = false
    this.listener()
  }
  showAll = () => void this.orders.push('showAll')
}

let leave = async () => {}
afterEach(() => leave())

it('holds back measurement, theory, verdict and data until it is shown, and keeps measuring', async () => {
  const figure = new ScriptedFigure()
  const held = new Waiting()
  const staged = await stage(
    <FigurePanel
      figure={figure}
      experiment={sampler}
      id="sampler"
      held={held}
      address={() => ''}
      embedAddress={() => ''}
    />,
  )
  leave = staged.leave
  const root = () => the(HTMLElement, staged.host, 'figure')
  const button = (words: string) =>
    [...root().querySelectorAll('button')].find(({ textContent }) => textContent === words)
  await act(async () => figure.put({ status: 'done', reading: reading(1.2345), readings: 4 }))
  expect(root().dataset).toMatchObject({ held: 'true', status: 'done' })
  expect(root().textContent).not.toMatch(/1\.23|disagrees|agrees/)
  expect(root().textContent).toContain('Held back until you answer')
  expect(the(HTMLAnchorElement, root(), '.held-card a').getAttribute('href')).toBe('#question-scale')
  await act(async () => button('Never hold back')?.click())
  await act(async () => button('Show me')?.click())
  expect(held.orders).toEqual(['showAll', 'show'])
  expect(root().dataset.held).toBeUndefined()
  expect(root().textContent).toMatch(/1\.23/)
  expect(root().textContent).toMatch(/disagrees/i)
})
