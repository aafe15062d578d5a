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

/** The properties that a style sheet may set on a drawing and that its parts inherit, each with its initial value. */
const INHERITED: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-opacity': '1',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  'text-anchor': 'start',
  'paint-order': 'normal',
  'shape-rendering': 'auto',
}

/** Those that no part inherits. */
const OWN: Readonly<Record<string, string>> = { opacity: '1', 'vector-effect': 'none' }

/** Those of letters: written out at every text, because the fonts of a picture are found by them. */
const LETTERS = ['font-family', 'font-size', 'font-weight', 'font-style']

/**
 * The parts of a drawing of the page, its computed styles written out as attributes where they are not those of the part around. Programs other than
 * browsers often know no style sheets, and draw a stroke for an attribute that only repeats the initial value.
 */
export function copyOfDrawing(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('The copy of an SVG element is an SVG element')
  writeStyles(drawing, copy, INHERITED)
  return copy
}

/** A drawing of the page as a group at its place: a drawing inside a drawing is not known everywhere. `x`, `y`: from the page to the picture. */
export function groupOfDrawing(
  drawing: SVGSVGElement,
  { x, y }: { readonly x: number; readonly y: number },
): SVGElement {
  const copy = copyOfDrawing(drawing)
  const { a, b, c, d, e, f } = drawing.getScreenCTM() ?? new DOMMatrix()
  const group = svgElement('g', { transform: `matrix(${[a, b, c, d, e + x, f + y].join(' ')})` })
  for (const name of [...Object.keys(INHERITED), ...Object.keys(OWN)]) {
    const value = copy.getAttribute(name)
    if (value !== null) group.setAttribute(name, value)
  }
  group.append(...copy.childNodes)
  return group
}

const LENGTHS = ['x', 'y', 'x1', 'y1', 'x2', 'y2', 'width', 'height', 'cx', 'cy', 'r', 'rx', 'ry']

/** As much of a length of an SVG element, or of the lengths of its letters, as is needed. */
interface DrawnLength {
  readonly baseVal?: {
    readonly value?: number
    readonly numberOfItems?: number
    getItem?(i: number): { readonly value: number }
  }
}

/** Writes lengths in %, em and the like in pixels: around a copy there is another drawing, with other letters. */
function writeLengths(from: Element, to: Element): void {
  for (const name of LENGTHS) {
    if (!/[%a-z]$/.test(from.getAttribute(name) ?? '')) continue
    const length: DrawnLength | undefined = Reflect.get(from, name)
    const pixels =
      length?.baseVal?.value ?? (length?.baseVal?.numberOfItems ? length.baseVal.getItem?.(0).value : undefined)
    if (pixels !== undefined) to.setAttribute(name, String(pixels))
  }
}

function writeStyles(from: Element, to: Element, around: Readonly<Record<string, string>>): void {
  const computed = getComputedStyle(from)
  const styleOf = (name: string) => plainColour(computed.getPropertyValue(name))
  const write = (name: string, isSaid: boolean) => {
    if (isSaid) to.setAttribute(name, styleOf(name))
    else to.removeAttribute(name)
  }
  const inherited = Object.fromEntries(Object.keys(INHERITED).map((name) => [name, styleOf(name)]))
  for (const [name, value] of Object.entries(inherited)) write(name, value !== around[name])
  for (const [name, initial] of Object.entries(OWN)) write(name, styleOf(name) !== initial)
  for (const name of LETTERS) write(name, from instanceof SVGTextContentElement)
  writeLengths(from, to)
  to.removeAttribute('class')
  to.removeAttribute('style')
  const twins = [...to.children]
  for (const [i, child] of [...from.children].entries()) {
    const twin = twins[i]
    if (getComputedStyle(child).display === 'none') twin?.remove()
    else if (twin) writeStyles(child, twin, inherited)
  }
}
