/** A box that no page break cuts, in px from the top of the sheet. */
export interface Block {
  readonly top: number
  readonly bottom: number
}

/** Whether blocks, in their order, stand on two pages of this height, in px. The second page begins with the first block that the first does not hold. */
export function fitsTwoPages(blocks: readonly Block[], page: number): boolean {
  const next = blocks.findIndex(({ bottom }) => bottom > page)
  const first = blocks[next]
  return first === undefined || blocks.slice(next).every(({ bottom }) => bottom - first.top <= page)
}

/** The largest number in [low, high] for which `fits` is true, to within 1 % of the interval; `low` if it is true for none. `fits` is true up to some number. */
export function largest(low: number, high: number, fits: (value: number) => boolean): number {
  if (fits(high)) return high
  let [good, bad] = [low, high]
  while (bad - good > 0.01 * (high - low)) {
    const middle = (good + bad) / 2
    if (fits(middle)) good = middle
    else bad = middle
  }
  return good
}
