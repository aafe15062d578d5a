import type { Network } from '../../../problems/1-residual-shape/training/network'
import { convolution, type Grid, type Maps, map2, mixed, pooled, strided } from './plainMaps'

/** Splits a flat list of numbers into the matrices of each shape, one for each network. */
function partsOf({ shapes }: Network, flat: readonly number[]): Grid[][] {
  let start = 0
  return shapes.map(([networks, rows, columns]) =>
    Array.from({ length: networks }, () =>
      Array.from({ length: rows }, () => {
        start += columns
        return flat.slice(start - columns, start)
      }),
    ),
  )
}

/** L_0 of every picture in every network: the convolution of the stem, with a stride of 2. */
export const plainFirst = (network: Network, flat: readonly number[], shown: Maps): Maps =>
  convolution(shown, partsOf(network, flat)[0] ?? [], 2)

/** The loss of each network, computed from L_0: the mean over its pictures of -ln p(label). */
export function plainLossesFrom(
  first: Maps,
  network: Network,
  flat: readonly number[],
  labels: readonly number[],
): number[] {
  const { skip, networks } = network
  const parts = partsOf(network, flat)
  const each = skip === 'matrix' ? 2 : 1
  let layer = first
  network.blocks.forEach(({ stride, features, featuresAfter }, b) => {
    const branch = convolution(
      map2(layer, layer, (v) => Math.max(0, v)),
      parts[1 + each * b] ?? [],
      stride,
    )
    const from = skip === 'pool' ? pooled(layer, stride, features) : strided(layer, stride, features)
    const padding = Array.from({ length: featuresAfter - features }, () => 0)
    const across =
      skip === 'matrix'
        ? mixed(from, parts[2 + each * b] ?? [])
        : from.map((image) => image.map((row) => row.map((cell) => [...cell, ...padding])))
    layer = skip === 'none' ? branch : map2(across, branch, (u, v) => u + v)
  })
  const head = parts.at(-1) ?? []
  const losses = layer.map((image, k) => {
    const cells = image.flat()
    const mean = (cells[0] ?? []).map((_, j) => cells.reduce((s, cell) => s + (cell[j] ?? 0), 0) / cells.length)
    const own = head[Math.floor(k / labels.length)] ?? []
    const logits = (own[0] ?? []).map((_, c) => mean.reduce((s, v, j) => s + v * (own[j]?.[c] ?? 0), 0))
    const total = Math.log(logits.reduce((s, v) => s + Math.exp(v), 0))
    return total - (logits[labels[k % labels.length] ?? 0] ?? Number.NaN)
  })
  return Array.from({ length: networks }, (_, n) =>
    losses.slice(n * labels.length, (n + 1) * labels.length).reduce((s, v) => s + v / labels.length, 0),
  )
}
