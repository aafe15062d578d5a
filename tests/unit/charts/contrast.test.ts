import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = (file: string) => readFileSync(new URL(`../../../src/${file}`, import.meta.url), 'utf8')

/** The values of a custom property in the light and the dark theme. */
function colours(name: string): readonly [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css('styles/theme.css'))
  if (!found?.[1] || !found[2]) throw new Error(`theme.css has no two colours for --${name}`)
  return [found[1], found[2]]
}

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe('pinned runs', () => {
  const series = ['measured', 'series-2', 'series-3', 'series-4', 'ink-faint', 'ink-soft']

  it.each(series)('in --%s stand out from the paper by 4.5 to 1, light and dark', (name) => {
    for (const paper of ['paper', 'paper-raised'])
      for (const theme of [0, 1] as const)
        expect(contrast(colours(name)[theme], colours(paper)[theme])).toBeGreaterThanOrEqual(4.5)
  })

  it('are drawn in these colours as they are', () => {
    const rule = /\.mark-ghost \{([^}]*)\}/.exec(css('charts/plot/marks/marks.css'))?.[1]
    expect(rule).toContain('var(--series')
    expect(rule).not.toContain('opacity')
  })
})

describe("the reader's answer", () => {
  it('stands out from the paper by 4.5 to 1, light and dark, as a line and as words', () => {
    expect(css('styles/theme.css')).toContain('--reader: var(--accent)')
    for (const paper of ['paper', 'paper-raised'])
      for (const theme of [0, 1] as const)
        expect(contrast(colours('accent')[theme], colours(paper)[theme])).toBeGreaterThanOrEqual(4.5)
  })

  it('is drawn in this colour as it is, dotted', () => {
    const rule = /\.mark-answer \{([^}]*)\}/.exec(css('charts/plot/marks/marks.css'))?.[1]
    expect(rule).toContain('stroke: var(--reader)')
    expect(rule).toContain('stroke-linecap: round')
    expect(rule).toMatch(/stroke-dasharray: 0\.01em/)
    expect(rule).not.toContain('opacity')
    expect(css('charts/plot/marks/marks.css')).toMatch(/\[data-stale\]\s+\.mark:not\([^)]*\.mark-answer/)
  })
})
