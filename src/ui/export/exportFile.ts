/** Hands a text to the browser as a file to keep. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

const CARRIED = [
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
  'shape-rendering',
  'vector-effect',
] as const

const SVG = 'http://www.w3.org/2000/svg'

/** The words of a chart that stand in HTML, around its drawing and over it. */
const WORDS = [
  '.chart-title',
  '.chart-axis',
  '.chart-legend li > span',
  '.plot-word',
  '.chart-end',
  '.chart-outcome',
  '.heat-name',
  '.colour-label',
  '.maps-name',
  '.maps-formula > *',
  '.maps-says',
  '.bars-name',
  '.bars-value > span',
  '.network-name',
  '.network-says',
  '.network-entry',
  '.network-scale > span',
].join(', ')

/** A chart of the page as a picture that stands alone: every drawing and every word where it is, styles written out. */
export function chartSvg(chart: Element): string | undefined {
  const drawings = [...chart.querySelectorAll('svg')].filter((svg) => !svg.parentElement?.closest('svg'))
  if (drawings.length === 0) return undefined
  const { left, top, width, height } = chart.getBoundingClientRect()
  const picture = document.createElementNS(SVG, 'svg')
  // What hangs over the edges on the page is kept.
  const edge = 8
  picture.setAttribute('viewBox', [-edge, -edge, width + 2 * edge, height + 2 * edge].join(' '))
  picture.setAttribute('width', String(width + 2 * edge))
  picture.setAttribute('height', String(height + 2 * edge))
  for (const drawing of drawings) {
    const copy = drawing.cloneNode(true)
    if (!(copy instanceof SVGElement)) continue
    carryStyles(drawing, copy)
    const at = drawing.getBoundingClientRect()
    const place = { x: at.left - left, y: at.top - top, width: at.width, height: at.height, overflow: 'visible' }
    for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value))
    picture.append(copy)
  }
  for (const word of chart.querySelectorAll(WORDS)) picture.append(wordAt(word, left, top))
  return new XMLSerializer().serializeToString(picture)
}

function wordAt(word: Element, left: number, top: number): SVGTextElement {
  const at = word.getBoundingClientRect()
  const { fontSize, fontFamily, fontWeight, fontStyle, color, textAlign } = getComputedStyle(word)
  const centred = textAlign === 'center'
  const text = document.createElementNS(SVG, 'text')
  const attributes = {
    x: (centred ? (at.left + at.right) / 2 : at.left) - left,
    y: at.top - top + (Number.parseFloat(fontSize) || 0),
    'text-anchor': centred ? 'middle' : 'start',
    'font-size': fontSize,
    'font-family': fontFamily,
    'font-weight': fontWeight,
    'font-style': fontStyle,
    fill: color,
  }
  for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value))
  // Another font must not run into what stands beside: a line of words keeps its length.
  if (
    !word.querySelector('.formula') &&
    at.width > 0 &&
    at.height < 2 * Number.parseFloat(fontSize) &&
    !isBlock(word)
  ) {
    text.setAttribute('textLength', String(at.width))
    text.setAttribute('lengthAdjust', 'spacingAndGlyphs')
  }
  text.textContent = visibleText(word)
  return text
}

/** A block is as wide as its place, not as its words. */
const isBlock = (word: Element) => word instanceof HTMLParagraphElement

function carryStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from)
  for (const name of CARRIED) to.setAttribute(name, computed.getPropertyValue(name))
  to.removeAttribute('class')
  to.removeAttribute('style')
  for (const [i, child] of [...from.children].entries()) {
    const twin = to.children[i]
    if (twin) carryStyles(child, twin)
  }
}

/** The words of an element; a formula by its source, which KaTeX keeps as an annotation. */
function visibleText(element: Element): string {
  const copy = element.cloneNode(true)
  if (!(copy instanceof Element)) return ''
  for (const formula of copy.querySelectorAll('.formula')) {
    const source = formula.querySelector('annotation')?.textContent ?? formula.textContent ?? ''
    formula.textContent = source
      .replaceAll('\\ell', 'ℓ')
      .replaceAll(/\\(operatorname|mathbb|text|mathrm)\s*|[{}\\]/g, '')
      .trim()
  }
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}
