/**
 * A reader of QR codes, written from ISO/IEC 18004 and not from the encoder: level M, byte mode, without the correction of errors, whose syndromes
 * must all be zero. Enough to tell what a phone reads in a code that is drawn without a fault.
 */

/** The parity codewords of a block, and the number of blocks, at level M, of versions 1 to 40. */
const PARITY = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
]
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
]

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Whether the module at x, y is dark. */
type Matrix = (x: number, y: number) => boolean

/** Reads a path of unit squares with a quiet zone around them, as the book draws codes. Throws what is wrong with it. */
export function readDrawnCode(path: string, side: number, quiet: number): string {
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
  const size = side - 2 * quiet
  for (const module of dark) {
    const [x = 0, y = 0] = module.split(' ').map(Number)
    if (Math.min(x, y) < quiet || Math.max(x, y) >= quiet + size) throw new Error(`${module} is in the quiet zone`)
  }
  return readCode((x, y) => dark.has(`${x + quiet} ${y + quiet}`), size)
}

/** The text of a code of `size` modules a side. */
export function readCode(dark: Matrix, size: number): string {
  const version = (size - 17) / 4
  if (!Number.isInteger(version) || version < 1 || version > 40) throw new Error(`${size} modules are no version`)
  checkFinders(dark, size)
  const mask = MASKS[maskOf(dark, size)] ?? (() => false)
  const isFunction = functionModules(version, size)
  const bits: number[] = []
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    // The column of the timing pattern is left out.
    if (right === 6) right = 5
    for (let k = 0; k < size; k++) {
      const y = up ? size - 1 - k : k
      for (const x of [right, right - 1]) if (!isFunction(x, y)) bits.push(dark(x, y) !== mask(x, y) ? 1 : 0)
    }
  }
  return textOf(dataOf(bytesOf(bits), version), version)
}

function checkFinders(dark: Matrix, size: number): void {
  const ring = (dx: number, dy: number) => Math.max(Math.abs(dx - 3), Math.abs(dy - 3))
  for (const [left, top] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const)
    for (let dy = 0; dy < 7; dy++)
      for (let dx = 0; dx < 7; dx++)
        if (dark(left + dx, top + dy) !== (ring(dx, dy) !== 2)) throw new Error(`no finder at ${left}, ${top}`)
}

/** The mask that the format information names: both copies, which must be whole and say level M. */
function maskOf(dark: Matrix, size: number): number {
  const at = (places: readonly (readonly [number, number])[]) =>
    places.reduce((word, [x, y]) => 2 * word + Number(dark(x, y)), 0)
  const near = [
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((x) => [x, 8] as const),
    ...[7, 5, 4, 3, 2, 1, 0].map((y) => [8, y] as const),
  ]
  const far = [
    ...[1, 2, 3, 4, 5, 6, 7].map((k) => [8, size - k] as const),
    ...[8, 7, 6, 5, 4, 3, 2, 1].map((k) => [size - k, 8] as const),
  ]
  const [one, other] = [at(near), at(far)]
  if (one !== other) throw new Error(`the two formats differ: ${one.toString(2)}, ${other.toString(2)}`)
  const word = one ^ 0b101010000010010
  // Divided by the generator of the BCH code (15, 5) nothing is left.
  let rest = word
  for (let k = 14; k >= 10; k--) if ((rest >> k) & 1) rest ^= 0b10100110111 << (k - 10)
  if (rest !== 0) throw new Error(`the format ${one.toString(2)} is damaged`)
  if (word >> 13 !== 0b00) throw new Error('the level of error correction is not M')
  return (word >> 10) & 0b111
}

/** The modules that hold no data: finders with their separators and formats, timing, alignment, version. */
function functionModules(version: number, size: number): Matrix {
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((size - 13) / (2 * count - 2)) * 2
  const centres = Array.from({ length: count }, (_, k) => (k === 0 ? 6 : size - 7 - (count - 1 - k) * step))
  const last = size - 7
  return (x, y) =>
    x === 6 ||
    y === 6 ||
    (x < 9 && y < 9) ||
    (x >= size - 8 && y < 9) ||
    (x < 9 && y >= size - 8) ||
    (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) ||
    centres.some((cx) =>
      centres.some(
        (cy) =>
          !((cx === 6 && cy === 6) || (cx === 6 && cy === last) || (cx === last && cy === 6)) &&
          Math.max(Math.abs(x - cx), Math.abs(y - cy)) <= 2,
      ),
    )
}

const bytesOf = (bits: readonly number[]): readonly number[] =>
  Array.from({ length: Math.floor(bits.length / 8) }, (_, k) =>
    bits.slice(8 * k, 8 * k + 8).reduce((byte, bit) => 2 * byte + bit, 0),
  )

/** The data of interleaved codewords. Throws if a block is no word of its Reed-Solomon code. */
function dataOf(words: readonly number[], version: number): readonly number[] {
  const [parity = 0, count = 1] = [PARITY[version - 1], BLOCKS[version - 1]]
  const shortest = Math.floor(words.length / count)
  const long = words.length % count
  const lengthOf = (block: number) => shortest - parity + (block >= count - long ? 1 : 0)
  const blocks: number[][] = Array.from({ length: count }, () => [])
  let next = 0
  for (let k = 0; k <= shortest - parity; k++)
    for (const [b, block] of blocks.entries()) if (k < lengthOf(b)) block.push(words[next++] ?? 0)
  const data = blocks.map((block) => [...block])
  for (let k = 0; k < parity; k++) for (const block of blocks) block.push(words[next++] ?? 0)
  for (const [b, block] of blocks.entries())
    for (let k = 0; k < parity; k++) if (valueAt(block, k) !== 0) throw new Error(`block ${b} is damaged`)
  return data.flat()
}

/** The powers of 2 in the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1. */
const POWERS = Array.from({ length: 255 }).reduce<number[]>((powers) => {
  const before = powers.at(-1)
  powers.push(before === undefined ? 1 : before & 128 ? (before << 1) ^ 0x11d : before << 1)
  return powers
}, [])
const LOGS = new Map(POWERS.map((power, k) => [power, k]))

/** The value of the polynomial of a block at 2^k: zero for each k below the number of parity codewords. */
function valueAt(block: readonly number[], k: number): number {
  return block.reduce((sum, coefficient) => {
    const shifted = sum === 0 ? 0 : (POWERS[((LOGS.get(sum) ?? 0) + k) % 255] ?? 0)
    return shifted ^ coefficient
  }, 0)
}

function textOf(data: readonly number[], version: number): string {
  const bits = data.flatMap((byte) => Array.from({ length: 8 }, (_, k) => (byte >> (7 - k)) & 1))
  const number = (from: number, length: number) => bits.slice(from, from + length).reduce((n, bit) => 2 * n + bit, 0)
  if (number(0, 4) !== 0b0100) throw new Error(`mode ${number(0, 4)} is not bytes`)
  const width = version < 10 ? 8 : 16
  const length = number(4, width)
  const bytes = Uint8Array.from({ length }, (_, k) => number(4 + width + 8 * k, 8))
  if (number(4 + width + 8 * length, 4) !== 0) throw new Error('the text has no end')
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
