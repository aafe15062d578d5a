import { LEVELS, type Picture } from '../experiment'

/**
 * A picture made small in this browser: its middle square on size x size pixels, ink (what is darker than white) in levels from 0 to 15. Nothing leaves the
 * page. Throws an Error whose message is a sentence for the reader if the file is no picture that the browser can read.
 */
export async function smallPicture(file: Blob, size: number): Promise<Picture> {
  if (file.size === 0) throw new Error('The file is empty.')
  const image = await createImageBitmap(file).catch(() => {
    throw new Error('This is no picture that the browser can read.')
  })
  try {
    const side = Math.min(image.width, image.height)
    const canvas = document.createElement('canvas')
    canvas.width = size
    canvas.height = size
    const context = canvas.getContext('2d')
    if (!context) throw new Error('The browser gave nothing to draw on.')
    // What is transparent is paper.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, size, size)
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, size, size)
    return inkOf(context.getImageData(0, 0, size, size).data, size)
  } finally {
    image.close()
  }
}

/** Levels of ink from bytes of red, green, blue and opacity, by the luma of ITU-R BT.709. */
export function inkOf(bytes: ArrayLike<number>, size: number): Picture {
  const level = (pixel: number) => {
    const [red = 0, green = 0, blue = 0] = [bytes[4 * pixel], bytes[4 * pixel + 1], bytes[4 * pixel + 2]]
    const light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    return Math.round((LEVELS - 1) * (1 - light))
  }
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => level(y * size + x)))
}
