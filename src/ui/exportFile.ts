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
] as const

/** A chart of the page as a picture that stands alone: styles written out, with the title and the names of the axes. */
export function chartSvg(chart: Element): string | undefined {
  const svg = chart.querySelector('.chart-box svg, .network-box svg')
  if (!(svg instanceof SVGSVGElement)) return undefined
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) return undefined
  carryStyles(svg, copy)
  const { width, height } = svg.getBoundingClientRect()
  const [top, bottom] = [44, 26]
  const words = [...chart.querySelectorAll('.chart-title, .chart-axis')].map((element) => visibleText(element))
  const [title = '', vertical = '', horizontal = ''] = words
  const ink = getComputedStyle(chart)
  const text = (x: number, y: number, anchor: string, size: number, content: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', 'text')
    const attributes = {
      x,
      y,
      'text-anchor': anchor,
      'font-size': size,
      'font-family': ink.fontFamily,
      fill: ink.color,
    }
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
    element.textContent = content
    return element
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `0 ${-top} ${width} ${height + top + bottom}`)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height + top + bottom))
  copy.append(
    text(0, -26, 'start', 15, title),
    text(0, -6, 'start', 12, vertical),
    text(width / 2, height + 16, 'middle', 12, horizontal),
  )
  return new XMLSerializer().serializeToString(copy)
}

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
    formula.textContent = source.replaceAll(/\\(operatorname|mathbb|text|mathrm)\s*|[{}\\]/g, '').trim()
  }
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}
