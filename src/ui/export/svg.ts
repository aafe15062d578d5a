const SVG = 'http://www.w3.org/2000/svg'

/** Makes an SVG element with attributes. */
export function svgElement(name: string, attributes: Readonly<Record<string, string | number>> = {}): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, plainColour(String(value)))
  return element
}

/** How a browser reports a mixture of colours. Other programs that draw SVG do not know it, nor a transparent colour, and fill with black. */
const MIXTURE = /^(?:oklab|oklch|lab|lch|color)\(/

/** A colour as SVG 1.1 knows it. Any other text comes back as it is. */
function plainColour(value: string): string {
  if (value === 'rgba(0, 0, 0, 0)') return 'none'
  if (!MIXTURE.test(value)) return value
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return value
  context.fillStyle = value
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`
}

/** The properties that a style sheet may set on a drawing, and that a copy needs as attributes. */
const PRESENTATION = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'shape-rendering',
  'vector-effect',
] as const

/** A copy of a drawing of the page, its computed styles written out as attributes. */
export function copyOfDrawing(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('The copy of an SVG element is an SVG element')
  writeStyles(drawing, copy)
  return copy
}

function writeStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from)
  for (const name of PRESENTATION) to.setAttribute(name, plainColour(computed.getPropertyValue(name)))
  to.removeAttribute('class')
  to.removeAttribute('style')
  for (const [i, child] of [...from.children].entries()) {
    const twin = to.children[i]
    if (twin) writeStyles(child, twin)
  }
}
