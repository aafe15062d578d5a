import type { FigureOutline, Outline, Piece, PieceKind, SectionOutline } from './outline'

/** A page as a lecture reads it, with the elements that the outline numbers. */
export interface PageOutline {
  readonly outline: Outline
  readonly elements: readonly HTMLElement[]
}

/** Reads the outline of a prerendered page. Throws if it is not the page of a problem. */
export function readOutline(main: HTMLElement): PageOutline {
  const elements: HTMLElement[] = []
  const number = (element: HTMLElement) => elements.push(element) - 1

  const piece = (kind: PieceKind, element: HTMLElement, more: Partial<Piece> = {}): Piece => {
    const words = wordsOf(element)
    const leads = kind === 'heading' || (kind === 'text' && words.endsWith(':'))
    return { kind, at: number(element), words, ...(leads ? { leads } : {}), ...more }
  }

  /** The pieces of an element of the text; what it is made of is read by its class. */
  const piecesOf = (element: HTMLElement): readonly Piece[] => {
    const { classList } = element
    const body = element.querySelector<HTMLElement>(':scope > .reveal-body')
    if (classList.contains('hint') && body) return [piece('hint', element, { inside: children(body) })]
    if (classList.contains('solution') && body) return children(body).map((inside) => ({ ...inside, solves: true }))
    if (LEFT_OUT.some((name) => classList.contains(name))) return []
    if (classList.contains('steps')) return items(element).map((step) => piece('step', step))
    if (classList.contains('claims')) return items(element).map((claim) => piece('claim', claim))
    if (classList.contains('assumption')) return [piece('assumption', element)]
    if (classList.contains('takeaway')) return [piece('takeaway', element, { inside: children(element) })]
    if (classList.contains('scene')) return [piece('scene', element, { inside: children(element) })]
    if (classList.contains('speaker-notes')) return [piece('notes', element)]
    if (classList.contains('note')) return [piece('aside', element)]
    if (classList.contains('display')) return [piece('formula', element)]
    const asked = element.matches('[data-question]') ? element : element.querySelector<HTMLElement>('[data-question]')
    if (asked) return [piece('question', element, { question: asked.dataset.question?.split('/').at(-1) ?? '' })]
    if (element.dataset.island === 'figure') return [piece('figure', element, { figure: figureOf(element) })]
    if (/^H[2-6]$/.test(element.tagName)) return classList.contains('label') ? [] : [piece('heading', element)]
    if (/^[UO]L$/.test(element.tagName)) return items(element).map((item) => piece('text', item))
    // Nothing that a script has added: the speaker window numbers the elements of the page as the wall does.
    return PROSE_TAGS.includes(element.tagName) ? [piece('text', element)] : []
  }
  const children = (parent: HTMLElement): readonly Piece[] => childrenOf(parent).flatMap(piecesOf)

  const block = main.querySelector<HTMLElement>('.title-block')
  const article = main.querySelector<HTMLElement>('article')
  if (!block || !article) throw new Error('A lecture needs the page of a problem: it has a title block and an article')
  const title = wordsOf(block.querySelector<HTMLElement>('h1') ?? block)
  const before: Piece[] = [piece('text', block)]
  const sections: SectionOutline[] = [{ id: 'title', title, pieces: before }]
  for (const element of childrenOf(article)) {
    if (element.tagName === 'SECTION') sections.push(section(element))
    else if (sections.length === 1) before.push(...piecesOf(element))
    else {
      const last = sections.pop()
      if (last) sections.push({ ...last, pieces: [...last.pieces, ...piecesOf(element)] })
    }
  }
  return { outline: { title, sections }, elements }

  function section(element: HTMLElement): SectionOutline {
    const head = element.querySelector<HTMLElement>(':scope > .part-head, :scope > h2')
    const title = wordsOf(head?.querySelector<HTMLElement>('h2') ?? head ?? element)
    return { id: element.id, title, ...(head ? { head: number(head) } : {}), pieces: children(element) }
  }
}

const LEFT_OUT: readonly string[] = ['letters', 'scriptless', 'part-head', 'island-fault']
const PROSE_TAGS: readonly string[] = ['P', 'TABLE', 'BLOCKQUOTE', 'PRE']

const childrenOf = (parent: Element): readonly HTMLElement[] =>
  [...parent.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
const items = childrenOf

/** The words of an element as they are read: a formula once, as its source. */
export function wordsOf(element: Element): string {
  const copy = element.cloneNode(true)
  if (!(copy instanceof Element)) return ''
  for (const hidden of copy.querySelectorAll('.spoken, .anchor, .katex-html')) hidden.remove()
  for (const formula of copy.querySelectorAll('.katex-mathml')) {
    const letters = formula.querySelector('semantics > :first-child')?.textContent ?? ''
    formula.replaceWith(letters)
  }
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}

function figureOf(island: HTMLElement): FigureOutline {
  const text = (selector: string) => island.querySelector(selector)?.textContent?.trim() ?? ''
  const presets = [...island.querySelectorAll<HTMLElement>('.preset[data-preset]')].map((button) => ({
    name: button.dataset.preset ?? '',
    title: button.textContent?.trim() ?? '',
    says: button.title,
  }))
  return { name: island.dataset.figure ?? '', title: text('.figure-title'), summary: text('.figure-summary'), presets }
}
