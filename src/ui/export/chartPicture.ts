import { drawElement } from './drawElement'
import { fontSheet } from './fonts'
import { svgElement } from './svg'

/** The texts around an exported chart. */
export interface Caption {
  /** The title of the figure. */
  readonly title: string
  /** The setting and the seed in words. */
  readonly setting: string
  /** Leads back to the figure at this setting. */
  readonly link: string
}

/** A slide is so large; a picture for one fills it as far as its shape allows. */
export const SLIDE = { width: 1920, height: 1080 } as const

const EDGE = 16
const TITLE = 18
const SMALL = 12
const INK = '#211e1b'
const FONT = '"Source Sans 3", sans-serif'

/**
 * A chart of a figure as an SVG that stands alone, in the light theme: title, chart, the figure's key, setting, seed and link, with the
 * fonts inside. Throws if a font cannot be loaded.
 */
export async function chartSvg(
  figure: Element,
  chart: Element,
  { title, setting, link }: Caption,
  background: 'white' | 'transparent',
): Promise<SVGSVGElement> {
  const picture = svgElement('svg', { xmlns: 'http://www.w3.org/2000/svg', stroke: 'none' })
  if (!(picture instanceof SVGSVGElement)) throw new Error('An SVG element is an SVG element')
  const { left, top, width, height } = chart.getBoundingClientRect()
  const full = width + 2 * EDGE
  let y = EDGE + TITLE
  const write = (line: string, size: number, weight: number) => {
    const text = svgElement('text', {
      x: EDGE,
      y,
      'font-family': FONT,
      'font-size': `${size}px`,
      'font-weight': weight,
    })
    text.setAttribute('fill', INK)
    text.textContent = line
    picture.append(text)
  }
  write(title, TITLE, 600)
  y += SMALL
  inLightTheme(() => {
    drawElement(chart, picture, { x: EDGE - left, y: y - top })
    y += height + SMALL
    const key = chart.querySelector('.recharts-surface') && figure.querySelector('.figure-key')
    if (!key) return
    const at = key.getBoundingClientRect()
    drawElement(key, picture, { x: EDGE - at.left, y: y - at.top })
    y += at.height
  })
  for (const line of [...wrapped(setting, width), link]) {
    y += SMALL * 1.4
    write(line, SMALL, 400)
  }
  y += EDGE
  const frame = { width: full, height: y }
  for (const [name, value] of Object.entries({ ...frame, viewBox: `0 0 ${full} ${y}` }))
    picture.setAttribute(name, String(value))
  if (background === 'white') picture.prepend(svgElement('rect', { ...frame, fill: '#ffffff' }))
  const fonts = svgElement('style')
  fonts.textContent = await fontSheet(picture)
  const name = svgElement('title')
  name.textContent = `${title}. ${setting}. ${link}`
  picture.prepend(name, fonts)
  return picture
}

/** A picture as the file of an SVG. */
export const svgFile = (picture: SVGSVGElement): Blob =>
  new Blob([new XMLSerializer().serializeToString(picture)], { type: 'image/svg+xml' })

/** A picture as a PNG of the size of a slide, in its middle. Throws if the browser cannot draw it. */
export async function pngFile(picture: SVGSVGElement, background: 'white' | 'transparent'): Promise<Blob> {
  const [width, height] = [picture.width.baseVal.value, picture.height.baseVal.value]
  const scale = Math.min(SLIDE.width / width, SLIDE.height / height)
  const address = URL.createObjectURL(svgFile(picture))
  try {
    const image = new Image(width * scale, height * scale)
    image.src = address
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), SLIDE)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws no pictures')
    if (background === 'white') {
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, SLIDE.width, SLIDE.height)
    }
    const [x, y] = [(SLIDE.width - width * scale) / 2, (SLIDE.height - height * scale) / 2]
    context.drawImage(image, x, y, width * scale, height * scale)
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!file) throw new Error('This browser could not write the picture')
    return file
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** Styles are computed for paper while `draw` runs; the page itself is not painted in between. */
function inLightTheme(draw: () => void): void {
  const { dataset } = document.documentElement
  const { theme } = dataset
  dataset.theme = 'light'
  try {
    draw()
  } finally {
    if (theme === undefined) delete dataset.theme
    else dataset.theme = theme
  }
}

/** A text in lines of at most `width` pixels, broken between words. */
function wrapped(text: string, width: number): readonly string[] {
  // The mean letter of the face is about half as wide as the letters are high.
  const most = Math.max(20, Math.floor(width / (SMALL * 0.5)))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
