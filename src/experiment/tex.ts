/** A formula with its rendering. The build renders every `tex` tag (`site/formulas/tex`); without the build, `html` is the escaped source. */
export interface Tex {
  readonly source: string
  readonly html: string
}

/** The tag for formulas in experiments: written raw, without doubled backslashes. A broken formula fails the build. */
export function tex(strings: TemplateStringsArray): Tex {
  const source = strings.raw.join('')
  const escaped = source.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return { source, html: `<code>${escaped}</code>` }
}
