type Point = readonly [number, number]
type Line = readonly Point[]

const circle = (cx: number, cy: number, r: number): Line =>
  Array.from({ length: 17 }, (_, k): Point => {
    const turn = (2 * Math.PI * k) / 16
    return [cx + r * Math.cos(turn), cy + r * Math.sin(turn)]
  })

/** Glyphs as polylines of points in [-1, 1]^2, x to the right and y down. */
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

/** The name of a glyph. */
export type Glyph = keyof typeof GLYPHS
/** The glyphs in the order of their labels. */
export const GLYPH_NAMES = Object.keys(GLYPHS) as readonly Glyph[]

/** The pose of a glyph: rotated by `turn` radians, shifted by (x, y) pixels, its half height `scale` times half the picture. */
export interface Pose {
  readonly turn: number
  readonly x: number
  readonly y: number
  readonly scale: number
}

const UPRIGHT: Pose = { turn: 0, x: 0, y: 0, scale: 0.75 }

/** Draws a glyph on size x size pixels: ink from 0 to 1, row by row, with a pen of 1.6 pixels whose edge is blurred over one pixel. */
export function drawGlyph(glyph: Glyph, size: number, { turn, x, y, scale }: Pose = UPRIGHT): number[] {
  const half = (size / 2) * scale
  const [c, s] = [Math.cos(turn), Math.sin(turn)]
  const centre = (size - 1) / 2
  const lines: readonly Line[] = GLYPHS[glyph]
  const placed = lines.map((line) =>
    line.map(([u, v]): Point => [centre + x + half * (c * u - s * v), centre + y + half * (s * u + c * v)]),
  )
  const strokes = placed.flatMap((line) => line.slice(1).map((to, k) => strokeOf(line[k] ?? to, to)))
  return Array.from({ length: size * size }, (_, k) => {
    const away = distance(k % size, Math.floor(k / size), strokes)
    return Math.max(0, Math.min(1, 1.3 - away))
  })
}

/** A line segment from (x, y) by (dx, dy), with one over its squared length. */
interface Stroke {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly scale: number
}

function strokeOf([x, y]: Point, [toX, toY]: Point): Stroke {
  const [dx, dy] = [toX - x, toY - y]
  return { x, y, dx, dy, scale: 1 / (dx * dx + dy * dy) }
}

/** The distance from a point to the nearest segment. Thousands of drawings are made at once, so it compares squares in a plain loop. */
function distance(px: number, py: number, strokes: readonly Stroke[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const { x, y, dx, dy, scale } of strokes) {
    const along = Math.max(0, Math.min(1, ((px - x) * dx + (py - y) * dy) * scale))
    const across = px - x - along * dx
    const down = py - y - along * dy
    least = Math.min(least, across * across + down * down)
  }
  return Math.sqrt(least)
}
