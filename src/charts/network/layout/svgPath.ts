/** A coordinate in pixels, to a tenth. */
export const rounded = (x: number) => Math.round(x * 10) / 10

/** The point x,y of a path. */
export const point = (x: number, y: number) => `${rounded(x)},${rounded(y)}`

/** M left,top H right V bottom H left Z. */
export const rectPath = (left: number, right: number, top: number, bottom: number): string =>
  `M${point(left, top)}H${rounded(right)}V${rounded(bottom)}H${rounded(left)}Z`
