import type { EmbedRequest } from '../../figure/url/embedAddress'

/** The island of the figure that is embedded, or what is shown in its place. */
type Found =
  | { readonly place: HTMLElement; readonly missing?: undefined }
  | { readonly place?: undefined; readonly missing: HTMLElement }

/** Finds the figure of a page that `?embed=` and `&view=` ask for. */
export function findEmbedded(page: Document, { figure, view }: Pick<EmbedRequest, 'figure' | 'view'>): Found {
  const places = [...page.querySelectorAll<HTMLElement>('[data-island="figure"]')]
  const place = places.find(({ dataset }) => dataset.figure === figure)
  const link = (words: string, query: string) => linkTo(page, words, query)
  if (!place) {
    const others = places.map(({ dataset: { figure = '' } }) => link(figure, `?embed=${figure}`))
    const has = others.length > 0 ? 'It has:' : 'It has none.'
    return { missing: message(page, `This page has no figure “${figure}”. ${has}`, others) }
  }
  const panes = [...place.querySelectorAll<HTMLElement>('[data-pane]')].map(({ dataset: { pane = '' } }) => pane)
  if (view === undefined || panes.includes(view)) return { place }
  const others = panes.map((pane) => link(pane, `?embed=${figure}&view=${pane}`))
  return { missing: message(page, `The figure “${figure}” has no view “${view}”. It has:`, others) }
}

function message(page: Document, says: string, others: readonly HTMLElement[]): HTMLElement {
  const box = page.createElement('div')
  box.className = 'embed-missing'
  const sentence = page.createElement('p')
  sentence.textContent = says
  const list = page.createElement('ul')
  for (const other of others) {
    const line = page.createElement('li')
    line.append(other)
    list.append(line)
  }
  const whole = linkTo(page, `Open the page: ${page.querySelector('h1')?.textContent ?? page.title}`, './')
  whole.target = '_blank'
  box.append(sentence, list, whole)
  return box
}

function linkTo(page: Document, words: string, href: string): HTMLAnchorElement {
  const link = page.createElement('a')
  link.href = href
  link.textContent = words
  return link
}
