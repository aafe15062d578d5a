// AssemblyScript: site/assembly.ts compiles it to WebAssembly with SIMD. Addresses and strides are in bytes of the memory of tf.js.

/** Columns of a panel: two vectors of four floats. */
const WIDTH = 8
/** Bytes of a float, and of a row of a packed panel. */
const FLOAT: usize = 4
const PACKED: usize = 32

/**
 * C = A B for each of `count` pairs of matrices: A is rows x inner, B is inner x columns, C is rows x columns, row-major. Pair n takes
 * matrix n modulo `aCount` of A, and so of B; from a matrix to the next there are `aNext` and `bNext` bytes. A's element (i, k) is at
 * `i * aRow + k * aInner`; B's element (k, j) is at `k * bInner + j * bColumn`. `scratch` is room for (inner + 1) * 8 floats. Sums run over
 * k in order, in single precision: the error of an element is at most about inner * 2^-24 of the sum of the absolute products.
 */
export function products(
  count: i32,
  rows: i32,
  inner: i32,
  columns: i32,
  a: usize,
  aCount: i32,
  aNext: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  bCount: i32,
  bNext: usize,
  bInner: usize,
  bColumn: usize,
  c: usize,
  scratch: usize,
): void {
  const spare = scratch + <usize>inner * PACKED
  const cRow = <usize>columns * FLOAT
  for (let pair = 0; pair < count; pair++) {
    const ofA = a + <usize>(pair % aCount) * aNext
    const ofB = b + <usize>(pair % bCount) * bNext
    for (let column = 0; column < columns; column += WIDTH) {
      const width = min(WIDTH, columns - column)
      let panel = ofB + <usize>column * bColumn
      let panelInner = bInner
      if (width < WIDTH || bColumn !== FLOAT) {
        pack(scratch, panel, bInner, bColumn, inner, width)
        panel = scratch
        panelInner = PACKED
      }
      let row = 0
      let from = ofA
      let to = c + <usize>column * FLOAT
      for (; row + 4 <= rows; row += 4) {
        fourRows(from, aRow, aInner, panel, panelInner, inner, to, cRow, width, spare)
        from += aRow << 2
        to += cRow << 2
      }
      for (; row < rows; row++) {
        oneRow(from, aInner, panel, panelInner, inner, to, width, spare)
        from += aRow
        to += cRow
      }
    }
    c += <usize>rows * cRow
  }
}

/** Copies `width` columns of B side by side, eight floats a row, zeros in the rest. */
function pack(to: usize, from: usize, bInner: usize, bColumn: usize, inner: i32, width: i32): void {
  if (width === WIDTH && bInner === FLOAT) {
    packTransposed(to, from, bColumn, inner)
    return
  }
  if (width < WIDTH) memory.fill(to, 0, <usize>inner * PACKED)
  for (let j = 0; j < width; j++) {
    let source = from + <usize>j * bColumn
    let target = to + <usize>j * FLOAT
    for (let k = 0; k < inner; k++) {
      store<f32>(target, load<f32>(source))
      source += bInner
      target += PACKED
    }
  }
}

/** Eight columns of B, each of them one stretch of memory: four by four they are transposed in registers. */
function packTransposed(to: usize, from: usize, bColumn: usize, inner: i32): void {
  for (let half: usize = 0; half < PACKED; half += PACKED >> 1) {
    const column0 = from + (half >> 2) * bColumn
    const column1 = column0 + bColumn
    const column2 = column1 + bColumn
    const column3 = column2 + bColumn
    let target = to + half
    let k: usize = 0
    const whole = <usize>(inner & ~3) * FLOAT
    for (; k < whole; k += 4 * FLOAT) {
      const a = v128.load(column0 + k)
      const b = v128.load(column1 + k)
      const c = v128.load(column2 + k)
      const d = v128.load(column3 + k)
      const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
      const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
      const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
      v128.store(target, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5))
      v128.store(target + PACKED, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7))
      v128.store(target + 2 * PACKED, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5))
      v128.store(target + 3 * PACKED, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7))
      target += 4 * PACKED
    }
    for (; k < <usize>inner * FLOAT; k += FLOAT) {
      store<f32>(target, load<f32>(column0 + k))
      store<f32>(target, load<f32>(column1 + k), 4)
      store<f32>(target, load<f32>(column2 + k), 8)
      store<f32>(target, load<f32>(column3 + k), 12)
      target += PACKED
    }
  }
}

/** Four rows of C, eight columns at most. */
function fourRows(
  a: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  bInner: usize,
  inner: i32,
  c: usize,
  cRow: usize,
  width: i32,
  spare: usize,
): void {
  const a2 = aRow + aRow
  const a3 = a2 + aRow
  let left0 = f32x4.splat(0)
  let left1 = left0
  let left2 = left0
  let left3 = left0
  let right0 = left0
  let right1 = left0
  let right2 = left0
  let right3 = left0
  for (let k = 0; k < inner; k++) {
    const left = v128.load(b)
    const right = v128.load(b, 16)
    let x = v128.load_splat<f32>(a)
    left0 = f32x4.add(left0, f32x4.mul(x, left))
    right0 = f32x4.add(right0, f32x4.mul(x, right))
    x = v128.load_splat<f32>(a + aRow)
    left1 = f32x4.add(left1, f32x4.mul(x, left))
    right1 = f32x4.add(right1, f32x4.mul(x, right))
    x = v128.load_splat<f32>(a + a2)
    left2 = f32x4.add(left2, f32x4.mul(x, left))
    right2 = f32x4.add(right2, f32x4.mul(x, right))
    x = v128.load_splat<f32>(a + a3)
    left3 = f32x4.add(left3, f32x4.mul(x, left))
    right3 = f32x4.add(right3, f32x4.mul(x, right))
    a += aInner
    b += bInner
  }
  put(c, left0, right0, width, spare)
  put(c + cRow, left1, right1, width, spare)
  put(c + (cRow << 1), left2, right2, width, spare)
  put(c + (cRow << 1) + cRow, left3, right3, width, spare)
}

/** One row of C, eight columns at most. */
function oneRow(
  a: usize,
  aInner: usize,
  b: usize,
  bInner: usize,
  inner: i32,
  c: usize,
  width: i32,
  spare: usize,
): void {
  let left = f32x4.splat(0)
  let right = left
  for (let k = 0; k < inner; k++) {
    const x = v128.load_splat<f32>(a)
    left = f32x4.add(left, f32x4.mul(x, v128.load(b)))
    right = f32x4.add(right, f32x4.mul(x, v128.load(b, 16)))
    a += aInner
    b += bInner
  }
  put(c, left, right, width, spare)
}

/** Writes the first `width` of eight floats. */
function put(c: usize, left: v128, right: v128, width: i32, spare: usize): void {
  if (width === WIDTH) {
    v128.store(c, left)
    v128.store(c, right, 16)
  } else {
    v128.store(spare, left)
    v128.store(spare, right, 16)
    memory.copy(c, spare, <usize>width * FLOAT)
  }
}
