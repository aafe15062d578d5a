/** Copies each formula once, as TeX between dollar signs, where the browser would copy what is drawn and its MathML beside it. */
export function copyFormulas(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || !event.clipboardData) return
    const range = selection.getRangeAt(0).cloneRange()
    const [first, last] = [formulaAround(range.startContainer), formulaAround(range.endContainer)]
    if (first) range.setStartBefore(first)
    if (last) range.setEndAfter(last)
    const part = document.createElement('div')
    part.append(range.cloneContents())
    const formulas = part.querySelectorAll('.katex')
    if (formulas.length === 0) return
    for (const formula of formulas) {
      const source = formula.querySelector('annotation')?.textContent?.trim() ?? ''
      formula.replaceWith(formula.closest('.katex-display') ? `$$${source}$$` : `$${source}$`)
    }
    event.clipboardData.setData('text/html', part.innerHTML)
    event.clipboardData.setData('text/plain', asLaidOut(part))
    event.preventDefault()
  })
}

const formulaAround = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('.katex')

/** The text of an element in lines and paragraphs. Only what is laid out has any. */
function asLaidOut(part: HTMLElement): string {
  part.className = 'visually-hidden'
  document.body.append(part)
  // biome-ignore lint/performance/useDomNodeTextContent: the breaks between lines and paragraphs come from the layout.
  const text = part.innerText
  part.remove()
  return text
}
