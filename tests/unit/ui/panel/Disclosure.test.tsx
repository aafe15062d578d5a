// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Disclosure } from '../../../../src/ui/panel/Disclosure'
import { stage, the } from '../stage'

describe('a panel that opens over the page', () => {
  let made: Awaited<ReturnType<typeof stage>>
  let panel: HTMLDetailsElement
  beforeEach(async () => {
    made = await stage(
      <div tabIndex={-1} id="around">
        <Disclosure name="more" summary="More">
          <p id="text">a text</p>
          <input id="inside" />
        </Disclosure>
        <button type="button" id="elsewhere">
          elsewhere
        </button>
      </div>,
    )
    panel = the(HTMLDetailsElement, made.host, 'details')
    await act(async () => {
      panel.open = true
      panel.dispatchEvent(new Event('toggle'))
    })
  })
  afterEach(() => made.leave())

  const press = (selector: string) =>
    act(async () => {
      the(HTMLElement, made.host, selector).dispatchEvent(new Event('pointerdown', { bubbles: true }))
    })
  const focus = (selector: string) => act(async () => the(HTMLElement, made.host, selector).focus())

  it('stays open while a text in it is pressed: the focus goes to what is around it', async () => {
    await focus('#inside')
    await press('#text')
    await focus('#around')
    expect(panel.open).toBe(true)
  })

  it('closes where the reader goes elsewhere, by the focus or by a press', async () => {
    await focus('#inside')
    await focus('#elsewhere')
    expect(panel.open).toBe(false)
    await act(async () => {
      panel.open = true
      panel.dispatchEvent(new Event('toggle'))
    })
    await press('#elsewhere')
    expect(panel.open).toBe(false)
  })
})
