import type { Locator } from 'playwright-core'

/** Faults of a figure as it stands: a NaN in the attribute of a drawing, or a failed run. */
export function faultsIn(figure: Locator): Promise<readonly string[]> {
  return figure.evaluate((root) => {
    const names = [
      'd',
      'points',
      'transform',
      'x',
      'y',
      'x1',
      'x2',
      'y1',
      'y2',
      'cx',
      'cy',
      'r',
      'width',
      'height',
      'style',
    ]
    const wrong: string[] = []
    for (const element of root.querySelectorAll('svg, svg *'))
      for (const name of names) {
        const value = element.getAttribute(name)
        if (value && /NaN|Infinity|undefined|null/.test(value))
          wrong.push(`${element.tagName} ${name}="${value.slice(0, 60)}"`)
      }
    if (root.getAttribute('data-status') === 'failed')
      wrong.push(`failed: ${root.querySelector('[role="alert"]')?.textContent ?? ''}`)
    return wrong
  })
}
