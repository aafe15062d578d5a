import { LEVELS, type Picture } from '../../experiment'

/** The types of files that browsers can draw. SVG is not among it: Chrome refuses to decode it. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/gif,image/webp,image/avif,image/bmp'

/** Larger files are not opened, because decoding them takes too much memory; no camera writes them. */
const MOST_BYTES = 64 * 2 ** 20
/** The number of pixels on a side that are averaged into one, so that the way in which the browser shrinks the picture hardly matters. */
const FINENESS = 32

/**
 * A picture made small in this browser: its middle square on size x size pixels, ink (what is darker than white) in levels from 0 to 15. Nothing leaves the
 * page. Throws an Error whose message is a sentence for the reader if the file is no picture that the browser can read.
 */
export async function smallPicture(file: Blob, size: number): Promise<Picture> {
  if (file.size === 0) throw new Error('The file is empty.')
  if (file.size > MOST_BYTES) throw new Error(`The file is larger than ${MOST_BYTES / 2 ** 20} MB.`)
  const image = await decoded(createImageBitmap(file))
  const side = Math.min(image.width, image.height)
  const fine = Math.min(side, FINENESS * size)
  const [left, top] = [(image.width - side) >> 1, (image.height - side) >> 1]
  // Drawing a photograph of 50 megapixels on a canvas blocks the page for a second; shrinking it as a bitmap does not.
  const small = await decoded(
    createImageBitmap(image, left, top, side, side, { resizeWidth: fine, resizeHeight: fine, resizeQuality: 'high' }),
  ).finally(() => image.close())
  try {
    const canvas = document.createElement('canvas')
    canvas.width = fine
    canvas.height = fine
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('The browser gave nothing to draw on.')
    // Transparent pixels become white.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, fine, fine)
    context.drawImage(small, 0, 0, fine, fine)
    return inkOf(context.getImageData(0, 0, fine, fine).data, fine, size)
  } finally {
    small.close()
  }
}

const decoded = (bitmap: Promise<ImageBitmap>) =>
  bitmap.catch(() => {
    throw new Error('This is no picture that the browser can read. PNG, JPEG, WebP and GIF are.')
  })

/** Levels of ink on size x size pixels from side x side pixels of red, green, blue and opacity: the means of the luma of ITU-R BT.709 over each pixel's area. */
export function inkOf(bytes: ArrayLike<number>, side: number, size: number): Picture {
  const shares = Array.from({ length: size }, (_, i) => sharesOf(i, side, size))
  return shares.map((rows) =>
    shares.map((columns) => Math.round((LEVELS - 1) * (1 - meanLight(bytes, side, rows, columns)))),
  )
}

/** Plain loops for speed: there are a quarter of a million pixels. */
function meanLight(bytes: ArrayLike<number>, side: number, rows: readonly Share[], columns: readonly Share[]): number {
  let sum = 0
  for (const row of rows) {
    let across = 0
    for (const column of columns) {
      const first = 4 * (row.at * side + column.at)
      const [red = 0, green = 0, blue = 0] = [bytes[first], bytes[first + 1], bytes[first + 2]]
      across += column.weight * (0.2126 * red + 0.7152 * green + 0.0722 * blue)
    }
    sum += row.weight * across
  }
  return sum / 255
}

interface Share {
  readonly at: number
  readonly weight: number
}

/** Which of `side` rows the i-th of `size` rows is made of, and how much of each: weights that add up to 1. */
function sharesOf(i: number, side: number, size: number): readonly Share[] {
  const [from, to] = [(i * side) / size, ((i + 1) * side) / size]
  return Array.from({ length: Math.ceil(to) - Math.floor(from) }, (_, k) => {
    const at = Math.floor(from) + k
    return { at, weight: (Math.min(to, at + 1) - Math.max(from, at)) / (to - from) }
  })
}
