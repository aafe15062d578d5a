import type { Locator } from 'playwright-core'

/** Selects what can be pressed. A file would have to be chosen, a download and the printer are not the page's. */
const PRESSABLE =
  ':is(button, summary, select, label, [role="tab"], [role="slider"]):not([data-download], [disabled], [aria-disabled="true"], :has(input[type="file"]))'

/** A place in a figure: where it is in the window, in pixels, and what a reader does there. */
export interface Spot {
  readonly kind: 'press' | 'slide' | 'type' | 'choose' | 'point'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly says: string
}

/** A visible place in a figure, by random numbers in [0, 1): `share` chooses the kind, `at` the element and the place across and down in it. undefined: none of that kind. */
export async function spotIn(
  figure: Locator,
  share: number,
  at: readonly [number, number, number],
): Promise<Spot | undefined> {
  await figure.scrollIntoViewIfNeeded().catch(() => {})
  return figure.evaluate(
    (root, { share, at, pressable }) => {
      const kind =
        share < 0.5 ? 'press' : share < 0.7 ? 'slide' : share < 0.8 ? 'type' : share < 0.85 ? 'choose' : 'point'
      const selector = {
        press: pressable,
        slide: 'input[type="range"]',
        type: 'input[type="text"], input:not([type]), textarea',
        choose: 'select',
        point: '.figure-view svg, .figure-view canvas, .control',
      }[kind]
      const all = [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility())
      const one = all[Math.floor(at[0] * all.length)]
      if (!one) return undefined
      one.scrollIntoView({ block: 'nearest' })
      if (one instanceof HTMLSelectElement) one.focus()
      const box = one.getBoundingClientRect()
      const inside = kind === 'point' || kind === 'slide'
      return {
        kind,
        x: box.left + box.width * (inside ? at[1] : 0.5),
        y: box.top + box.height * (kind === 'point' ? at[2] : 0.5),
        width: box.width,
        says: (one.getAttribute('aria-label') ?? one.getAttribute('name') ?? one.textContent ?? '').trim().slice(0, 40),
      } as const
    },
    { share, at, pressable: PRESSABLE },
  )
}
