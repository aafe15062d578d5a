// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { watchEarlyInput } from '../../../../src/client/hydration/earlyInput'
import { earlyValues } from '../../../../src/client/hydration/earlyValues'
import { sampler } from '../../ui/stage'

it('takes what the reader set before the script came, and not what the browser filled in', () => {
  document.body.innerHTML = `<div data-island="figure">
    <input type="range" name="d" min="0" max="10" step="1" value="6" />
    <input type="range" name="gain" min="0.25" max="4" step="0.05" value="1" />
    <input type="text" name="gain-value" value="1" />
    <input type="radio" name="rule" value="a" checked /><input type="radio" name="rule" value="b" />
    <select name="law"><option value="gaussian" selected></option><option value="sign"></option></select>
    <input type="checkbox" name="bias" /></div>`
  const { moved } = watchEarlyInput()
  const the = (selector: string) => {
    const found = document.querySelector<HTMLInputElement>(selector)
    if (!found) throw new Error(`There is no ${selector}`)
    return found
  }
  const move = (selector: string, value: string) => {
    the(selector).value = value
    the(selector).dispatchEvent(new Event('input', { bubbles: true }))
  }
  expect(earlyValues(document, moved, sampler.params)).toEqual([])
  the('[name="gain"]').value = '2'
  expect(earlyValues(document, moved, sampler.params)).toEqual([])
  move('[name="d"]', '7')
  move('[name="gain-value"]', '3,1')
  move('select', 'sign')
  the('[value="b"]').click()
  the('[name="bias"]').click()
  expect(Object.fromEntries(earlyValues(document, moved, sampler.params))).toEqual({
    d: 128,
    gain: 3.1,
    law: 'sign',
    rule: 'b',
    bias: true,
  })
})
