// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { openOnDemand } from '../../../../src/client/reading/reveal'
import { lightTerms } from '../../../../src/client/reading/terms'
import { offerTheme } from '../../../../src/client/reading/theme'

const find = (selector: string) => {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector}`)
  return found
}

describe('the theme', () => {
  beforeEach(() => {
    localStorage.clear()
    for (const name of ['theme', 'projector']) delete document.documentElement.dataset[name]
    document.body.innerHTML =
      '<button data-projector-toggle><span></span></button><button data-theme-toggle><span>Theme</span></button>'
    offerTheme()
  })

  it('goes from the system to light, dark and back, says so, and is kept', () => {
    const toggle = find('[data-theme-toggle]')
    const seen = [0, 1, 2].map(() => {
      toggle.click()
      return [document.documentElement.dataset.theme, localStorage.getItem('trainability.theme'), toggle.textContent]
    })
    expect(seen).toEqual([
      ['light', 'light', 'Light'],
      ['dark', 'dark', 'Dark'],
      [undefined, null, 'System'],
    ])
    expect(toggle.getAttribute('aria-label')).toBe('Theme: system. Change to light')
  })

  it('has larger type for a lecture hall', () => {
    const toggle = find('[data-projector-toggle]')
    toggle.click()
    expect(document.documentElement.dataset.projector).toBe('on')
    expect(toggle.getAttribute('aria-pressed')).toBe('true')
    toggle.click()
    expect(document.documentElement.dataset.projector).toBeUndefined()
    expect(localStorage.getItem('trainability.projector')).toBeNull()
  })

  it('follows another tab', () => {
    for (const newValue of ['dark', null]) {
      dispatchEvent(new StorageEvent('storage', { key: 'trainability.theme', newValue }))
      expect(document.documentElement.dataset.theme).toBe(newValue ?? undefined)
      expect(find('[data-theme-toggle]').textContent).toBe(newValue ? 'Dark' : 'System')
    }
  })

  it('works where storage is closed', () => {
    const setItem = Storage.prototype.setItem
    Storage.prototype.setItem = () => {
      throw new DOMException('closed')
    }
    find('[data-theme-toggle]').click()
    Storage.prototype.setItem = setItem
    expect(document.documentElement.dataset.theme).toBe('light')
  })
})

describe('terms', () => {
  it('light up together, by pointer and by focus, one term at a time', () => {
    document.body.innerHTML =
      '<i data-term="d"><b id="in"></b></i><label data-term="d"><input id="d"></label><i data-term="g" id="g"></i>'
    lightTerms()
    const lit = () => [...document.querySelectorAll('.lit')].map((element) => element.getAttribute('data-term'))
    find('#in').dispatchEvent(new Event('pointerover', { bubbles: true }))
    expect(lit()).toEqual(['d', 'd'])
    find('#g').dispatchEvent(new Event('pointerover', { bubbles: true }))
    expect(lit()).toEqual(['g'])
    find('#d').focus()
    expect(lit()).toEqual(['d', 'd'])
    find('#d').blur()
    expect(lit()).toEqual([])
  })
})

describe('a solution', () => {
  const details = () => [...document.querySelectorAll('details')].map(({ open }) => open)

  it('opens for print and closes again, and opens to an address inside it', () => {
    document.body.innerHTML =
      '<article><details class="reveal"><details class="reveal"><p id="deep"></p></details></details><details class="reveal"></details><details class="reveal" open></details></article>'
    find('#deep').scrollIntoView = () => {}
    openOnDemand()
    dispatchEvent(new Event('beforeprint'))
    expect(details()).toEqual([true, true, true, true])
    dispatchEvent(new Event('afterprint'))
    expect(details()).toEqual([false, false, false, true])
    location.hash = '#deep'
    dispatchEvent(new Event('hashchange'))
    expect(details()).toEqual([true, true, false, true])
  })
})
