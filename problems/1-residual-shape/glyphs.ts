type Point = readonly [number, number]
type Line = readonly Point[]

const circle = (cx: number, cy: number, r: number): Line =>
  Array.from({ length: 17 }, (_, k): Point => {
    const turn = (2 * Math.PI * k) / 16
    return [cx + r * Math.cos(turn), cy + r * Math.sin(turn)]
  })

/** Glyphs as lines of points in [-1, 1]^2, x to the right and y down. */
export const GLYPHS = {
  ring: [circle(0, 0, 0.8)],
  plus: [
    [
      [-0.9, 0],
      [0.9, 0],
    ],
    [
      [0, -0.9],
      [0, 0.9],
    ],
  ],
  corner: [
    [
      [-0.6, -0.9],
      [-0.6, 0.8],
      [0.8, 0.8],
    ],
  ],
  tee: [
    [
      [-0.9, -0.8],
      [0.9, -0.8],
    ],
    [
      [0, -0.8],
      [0, 0.9],
    ],
  ],
  wedge: [
    [
      [-0.8, -0.9],
      [0, 0.9],
      [0.8, -0.9],
    ],
  ],
  triangle: [
    [
      [0, -0.9],
      [0.9, 0.8],
      [-0.9, 0.8],
      [0, -0.9],
    ],
  ],
  zigzag: [
    [
      [-0.8, -0.8],
      [0.8, -0.8],
      [-0.8, 0.8],
      [0.8, 0.8],
    ],
  ],
  flag: [
    [
      [-0.5, 0.9],
      [-0.5, -0.9],
      [0.6, -0.5],
      [-0.5, 0],
    ],
  ],
} as const satisfies Record<string, readonly Line[]>

export type Glyph = keyof typeof GLYPHS
export const GLYPH_NAMES = Object.keys(GLYPHS) as readonly Glyph[]

/** Where a glyph stands: turned by `turn` radians, moved by (x, y) pixels, its half height `scale` of half the picture. */
export interface Pose {
  readonly turn: number
  readonly x: number
  readonly y: number
  readonly scale: number
}

const UPRIGHT: Pose = { turn: 0, x: 0, y: 0, scale: 0.75 }

/** Ink from 0 to 1 of a glyph on size x size pixels, row after row, drawn with a pen of 1.6 pixels whose edge is one pixel soft. */
export function drawGlyph(glyph: Glyph, size: number, { turn, x, y, scale }: Pose = UPRIGHT): number[] {
  const half = (size / 2) * scale
  const [c, s] = [Math.cos(turn), Math.sin(turn)]
  const centre = (size - 1) / 2
  const lines: readonly Line[] = GLYPHS[glyph]
  const placed = lines.map((line) =>
    line.map(([u, v]): Point => [centre + x + half * (c * u - s * v), centre + y + half * (s * u + c * v)]),
  )
  return Array.from({ length: size * size }, (_, k) => {
    const pixel: Point = [k % size, Math.floor(k / size)]
    const away = Math.min(...placed.map((line) => distance(pixel, line)))
    return Math.max(0, Math.min(1, 1.3 - away))
  })
}

/** From a point to the nearest of the segments of a line. */
function distance([px, py]: Point, line: Line): number {
  return line.slice(1).reduce((least, [bx, by], k) => {
    const [ax, ay] = line[k] ?? [bx, by]
    const [dx, dy] = [bx - ax, by - ay]
    const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)))
    return Math.min(least, Math.hypot(px - ax - along * dx, py - ay - along * dy))
  }, Number.POSITIVE_INFINITY)
}
