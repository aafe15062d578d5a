/** The parts of an embedded figure around its charts: nothing, its presets, or all its controls. */
export type EmbedControls = 'none' | 'presets' | 'all'

const CONTROLS: readonly EmbedControls[] = ['none', 'presets', 'all']

/** The options in the address of an embedded figure. */
export interface EmbedRequest {
  /** The name of the figure: "variance". */
  readonly figure: string
  /** The name or the number of the one view that is shown; undefined: all of them. */
  readonly view: string | undefined
  readonly controls: EmbedControls
  /** The origin of the embedding page, whose messages are obeyed: "https://deck.example", or "null" for a file. */
  readonly parent: string | undefined
}

const KEYS = ['embed', 'view', 'controls', 'theme', 'parent']

/** Reads `?embed=<figure>&view=&controls=&parent=`. Undefined unless `embed` is there; an unknown `controls` counts as "all", a `parent` that is no origin as none. */
export function readEmbed(search: string): EmbedRequest | undefined {
  const query = new URLSearchParams(search)
  const figure = query.get('embed')
  if (figure === null) return undefined
  return {
    figure,
    view: query.get('view') ?? undefined,
    controls: CONTROLS.find((name) => name === query.get('controls')) ?? 'all',
    parent: originOf(query.get('parent')),
  }
}

function originOf(text: string | null): string | undefined {
  // Documents from a disk, and sandboxed ones, have this origin.
  if (text === 'null') return text
  if (!text || !URL.canParse(text)) return undefined
  const { origin, protocol } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined
}

/** The query of the whole page: without what embeds one figure of it. */
export function withoutEmbed(search: string): string {
  const query = new URLSearchParams(search)
  if (!query.has('embed')) return search
  for (const key of KEYS) query.delete(key)
  return asSearch(query)
}

/** The query that embeds a figure; `setting` is the query of the figure's own values. */
export function embedSearch(figure: string, setting: string): string {
  const query = new URLSearchParams({ embed: figure })
  for (const [key, value] of new URLSearchParams(setting)) query.append(key, value)
  return asSearch(query)
}

function asSearch(query: URLSearchParams): string {
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
