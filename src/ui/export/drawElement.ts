import { copyOfDrawing, groupOfDrawing, svgElement } from './svg'

/** The offset from coordinates of the page to those of the picture. */
export interface Offset {
  readonly x: number
  readonly y: number
}

/** Controls, tooltips, and text for screen readers. The name of a pinned run is a button, and stays: it is part of the key. An answer that is hidden is not. */
const LEFT_OUT =
  'button:not(.pin-name), input, select, .katex-mathml, .visually-hidden, .chart-tip, .key-answer[data-off]'

/**
 * Draws an element of the page, as it is laid out and styled now, into a picture: drawings, boxes with a background or a border, and every
 * line of text at its place and in its font. A formula is drawn as KaTeX has set it, glyph by glyph.
 */
export function drawElement(element: Element, picture: SVGElement, offset: Offset): void {
  if (element.matches(LEFT_OUT)) return
  const style = getComputedStyle(element)
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return
  if (element instanceof SVGSVGElement) {
    // KaTeX cuts the bar of a root and the halves of a brace out of drawings that are 400 em long.
    picture.append(element.closest('.katex') ? cutDrawing(element, offset) : groupOfDrawing(element, offset))
    return
  }
  drawBox(element, style, picture, offset)
  for (const child of element.childNodes) {
    if (child instanceof Element) drawElement(child, picture, offset)
    else if (child instanceof Text) picture.append(...linesOf(child, style, offset))
  }
}

function cutDrawing(drawing: SVGSVGElement, offset: Offset): SVGSVGElement {
  const copy = copyOfDrawing(drawing)
  const at = drawing.getBoundingClientRect()
  const place = {
    x: at.left + offset.x,
    y: at.top + offset.y,
    width: at.width,
    height: at.height,
    overflow: 'hidden',
  }
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value))
  return copy
}

const isSeen = (colour: string) => colour !== 'transparent' && !/[,/]\s*0(\.0*)?%?\)$/.test(colour)

function drawBox(element: Element, style: CSSStyleDeclaration, picture: SVGElement, offset: Offset): void {
  const { left, top, width, height } = element.getBoundingClientRect()
  const box = { x: left + offset.x, y: top + offset.y, width, height }
  const stops = gradientOf(style.backgroundImage)
  if (stops.length > 1) {
    const id = `scale-${picture.querySelectorAll('linearGradient').length + 1}`
    const gradient = svgElement('linearGradient', { id })
    gradient.append(
      ...stops.map((colour, i) => svgElement('stop', { offset: i / (stops.length - 1), 'stop-color': colour })),
    )
    picture.append(gradient, svgElement('rect', { ...box, fill: `url(#${id})` }))
  } else if (isSeen(style.backgroundColor)) picture.append(svgElement('rect', { ...box, fill: style.backgroundColor }))
  // KaTeX draws the bar of a fraction, and we draw frames, as borders.
  for (const [side, x, y, across, down] of [
    ['Top', box.x, box.y, width, 0],
    ['Bottom', box.x, box.y + height, width, 0],
    ['Left', box.x, box.y, 0, height],
    ['Right', box.x + width, box.y, 0, height],
  ] as const) {
    const thickness = Number.parseFloat(style[`border${side}Width`]) || 0
    const colour = style[`border${side}Color`]
    if (thickness === 0 || style[`border${side}Style`] === 'none' || !isSeen(colour)) continue
    const inwards = (thickness / 2) * (side === 'Top' || side === 'Left' ? 1 : -1)
    const [x1, y1] = across > 0 ? [x, y + inwards] : [x + inwards, y]
    picture.append(
      svgElement('path', { d: `M${x1},${y1}h${across}v${down}`, stroke: colour, 'stroke-width': thickness }),
    )
  }
}

/** The colours of a linear gradient with evenly spaced stops; an empty list for any other image. */
const gradientOf = (image: string): readonly string[] =>
  image.startsWith('linear-gradient(') ? (image.match(/(?:rgba?|oklab|oklch|color)\([^)]*\)/g) ?? []) : []

/** The lines of a text as the page has broken it. */
function linesOf(text: Text, style: CSSStyleDeclaration, offset: Offset): SVGElement[] {
  const lines: { words: string[]; left: number; right: number; top: number }[] = []
  const range = document.createRange()
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index)
    range.setEnd(text, index + word.length)
    const { left, right, top, width } = range.getBoundingClientRect()
    if (width === 0) continue
    const line = lines.at(-1)
    if (line && Math.abs(line.top - top) < 1 && left >= line.right) {
      line.words.push(word)
      line.right = right
    } else lines.push({ words: [word], left, right, top })
  }
  const ascent = ascentOf(style)
  return lines.map(({ words, left, right, top }) => {
    const line = svgElement('text', {
      x: left + offset.x,
      y: top + offset.y + ascent,
      'font-family': style.fontFamily,
      'font-size': style.fontSize,
      'font-weight': style.fontWeight,
      'font-style': style.fontStyle,
      fill: style.color,
      // With another font, the text must not overlap its neighbour.
      textLength: right - left,
      lengthAdjust: 'spacingAndGlyphs',
    })
    line.textContent = words.join(' ')
    return line
  })
}

let canvas: CanvasRenderingContext2D | null | undefined

/** From the top of a line of text to its baseline. */
function ascentOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return Number.parseFloat(fontSize) || 0
  canvas.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
  return canvas.measureText('x').fontBoundingBoxAscent
}
