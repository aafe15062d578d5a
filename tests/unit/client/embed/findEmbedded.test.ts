// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { findEmbedded } from '../../../../src/client/embed/findEmbedded'

beforeEach(() => {
  document.body.innerHTML = `<h1>Widths</h1>${['first', 'second']
    .map(
      (name) =>
        `<div data-island="figure" data-figure="${name}"><i data-pane="${name}-chart"></i><i data-pane="numbers"></i></div>`,
    )
    .join('')}`
})

const find = (figure: string, view?: string) => findEmbedded(document, { figure, view })
const links = (message: HTMLElement | undefined) =>
  [...(message?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))

it('finds a figure, with any of its views or none', () => {
  for (const view of [undefined, 'second-chart', 'numbers'])
    expect(find('second', view).place?.dataset.figure).toBe('second')
})

it('lists the figures of the page where there is no such figure, with a link to the page', () => {
  const { place, missing } = find('<b>third</b>')
  expect(place).toBeUndefined()
  expect(missing?.querySelector('p')?.textContent).toBe('This page has no figure “<b>third</b>”. It has:')
  expect(missing?.querySelector('b')).toBeNull()
  expect(links(missing)).toEqual(['?embed=first', '?embed=second', './'])
  expect(missing?.textContent).toContain('Open the page: Widths')
})

it('lists the views of the figure where there is no such view', () => {
  const { missing } = find('first', 'second-chart')
  expect(links(missing)).toEqual(['?embed=first&view=first-chart', '?embed=first&view=numbers', './'])
})
