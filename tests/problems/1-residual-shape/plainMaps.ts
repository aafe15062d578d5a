/** Feature maps and networks in plain double precision, index by index, for comparison with the tensors. maps[b][y][x][j] */
export type Maps = number[][][][]
export type Grid = number[][]

export const zeros = (b: number, h: number, w: number, j: number): Maps =>
  Array.from({ length: b }, () =>
    Array.from({ length: h }, () => Array.from({ length: w }, () => Array.from({ length: j }, () => 0))),
  )

export function filled(b: number, h: number, w: number, j: number, next: () => number): Maps {
  return zeros(b, h, w, j).map((map) => map.map((row) => row.map((cell) => cell.map(next))))
}

export const shapeOf = (maps: Maps): [number, number, number, number] => {
  const row = maps[0]?.[0]
  return [maps.length, maps[0]?.length ?? 0, row?.length ?? 0, row?.[0]?.length ?? 0]
}

export const at = (maps: Maps, b: number, y: number, x: number, j: number): number => maps[b]?.[y]?.[x]?.[j] ?? 0

export const map2 = (a: Maps, b: Maps, f: (u: number, v: number) => number): Maps =>
  a.map((image, i) => image.map((row, y) => row.map((cell, x) => cell.map((v, j) => f(v, at(b, i, y, x, j))))))

/** y[b, y, x, j] = sum over (dy, dx, i) of W[network of b][(dy, dx, i)][j] L[b, s y + dy, s x + dx, i] */
export function convolution(maps: Maps, weights: Grid[], stride: number): Maps {
  const [b, h, w, features] = shapeOf(maps)
  const out = weights[0]?.[0]?.length ?? 0
  const result = zeros(b, Math.ceil(h / stride), Math.ceil(w / stride), out)
  for (let n = 0; n < b; n++) {
    const own = weights[Math.floor((n * weights.length) / b)]
    for (const [y, row] of (result[n] ?? []).entries())
      for (const [x, cell] of row.entries())
        for (let j = 0; j < out; j++)
          for (let dy = -1; dy <= 1; dy++)
            for (let dx = -1; dx <= 1; dx++)
              for (let i = 0; i < features; i++) {
                const factor = own?.[(3 * (dy + 1) + dx + 1) * features + i]?.[j] ?? Number.NaN
                cell[j] = (cell[j] ?? 0) + factor * at(maps, n, stride * y + dy, stride * x + dx, i)
              }
  }
  return result
}

export function strided(maps: Maps, stride: number, features: number): Maps {
  const [b, h, w] = shapeOf(maps)
  const result = zeros(b, Math.ceil(h / stride), Math.ceil(w / stride), features)
  return result.map((image, n) =>
    image.map((row, y) => row.map((cell, x) => cell.map((_, j) => at(maps, n, stride * y, stride * x, j)))),
  )
}

export function pooled(maps: Maps, stride: number, features: number): Maps {
  const [b, h, w] = shapeOf(maps)
  const result = zeros(b, Math.ceil(h / stride), Math.ceil(w / stride), features)
  return result.map((image, n) =>
    image.map((row, y) =>
      row.map((cell, x) =>
        cell.map((_, j) => {
          let [sum, count] = [0, 0]
          for (let v = stride * y; v < Math.min(h, stride * (y + 1)); v++)
            for (let u = stride * x; u < Math.min(w, stride * (x + 1)); u++) {
              sum += at(maps, n, v, u, j)
              count++
            }
          return sum / count
        }),
      ),
    ),
  )
}

/** W[j, I] L[b, x, y, I], a matrix [in][out] for each network. */
export function mixed(maps: Maps, matrices: Grid[]): Maps {
  return maps.map((image, n) => {
    const own = matrices[Math.floor((n * matrices.length) / maps.length)] ?? []
    return image.map((row) =>
      row.map((cell) => (own[0] ?? []).map((_, j) => cell.reduce((sum, v, i) => sum + v * (own[i]?.[j] ?? 0), 0))),
    )
  })
}

/** d f / d numbers[k] by a central difference. */
export function slope(numbers: { [k: number]: number }, k: number, f: () => number, step = 1e-5): number {
  const kept = numbers[k] ?? 0
  numbers[k] = kept + step
  const up = f()
  numbers[k] = kept - step
  const down = f()
  numbers[k] = kept
  return (up - down) / (2 * step)
}
