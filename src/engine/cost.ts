/** The maximum number of floating-point operations of one reading: some seconds if the processor runs WebGL. */
export const COST_CAP = 1e10

/** Why a reading of this cost is refused, as a sentence; undefined if it is not. */
export function tooCostly(cost: number): string | undefined {
  if (cost <= COST_CAP) return undefined
  return `This setting needs ${operations(cost)} a reading, over the limit of ${operations(COST_CAP)}: it would freeze the page. Choose a smaller network.`
}

/** Formats a cost: "1.3 billion operations" */
export function operations(count: number): string {
  if (!Number.isFinite(count)) return 'an unknown number of operations'
  const [size, name] = count >= 1e9 ? [1e9, ' billion'] : count >= 1e6 ? [1e6, ' million'] : [1, '']
  return `${Number((count / size).toPrecision(2))}${name} operations`
}
