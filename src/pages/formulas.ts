import katex, { ParseError } from 'katex'

/** A formula that cannot be rendered: the reason, and the position in its source. */
export class FormulaFault extends Error {
  constructor(
    readonly source: string,
    readonly reason: string,
    /** The position in characters from the start of the source. */
    readonly position: number,
  ) {
    super(`${reason} in the formula ${source.trim().replaceAll(/\s+/g, ' ')}`)
    this.name = 'FormulaFault'
  }
}

/** The only TeX commands that may produce HTML attributes. */
const TRUSTED = new Set(['\\htmlClass', '\\htmlId', '\\htmlData'])

/** `\term{sigma}{\sigma}`: a symbol that is highlighted together with everything else of its term. */
const MACROS = { '\\term': '\\htmlData{term=#1}{#2}' }

/** Renders TeX to HTML, with MathML for screen readers. Throws FormulaFault. */
export function formulaHtml(source: string, display = false): string {
  // KaTeX would render a command that is not trusted in red; here it is an error.
  let refused: string | undefined
  const trust = (command: string) => {
    if (!TRUSTED.has(command)) refused = command
    return refused === undefined
  }
  const html = parsed(source, () =>
    katex.renderToString(source, {
      displayMode: display,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
      trust: ({ command }) => trust(command),
      macros: { ...MACROS },
    }),
  )
  if (refused !== undefined) throw new FormulaFault(source, `${refused} is not allowed`, source.indexOf(refused))
  return withSource(html, plainTex(source))
}

/** The TeX of a formula without marks of this book's own, as other programs read it. */
export function plainTex(source: string): string {
  const mark = /\\term\{[^{}]*\}\{/.exec(source)
  if (!mark) return source.trim()
  const begins = mark.index + mark[0].length
  let depth = 1
  let ends = begins
  for (; depth > 0 && ends < source.length; ends++) {
    if (source[ends] === '\\') ends++
    else if (source[ends] === '{') depth++
    else if (source[ends] === '}') depth--
  }
  // The braces stay: what is marked may be an index, or the base of one.
  return plainTex(`${source.slice(0, mark.index)}{${source.slice(begins, ends)}${source.slice(ends)}`)
}

/** KaTeX keeps the source of a formula beside its MathML: what is copied. */
const withSource = (html: string, source: string): string =>
  html.replace(/(<annotation [^>]*>)[^<]*/, (_, tag: string) => tag + escaped(source))

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

function parsed(source: string, render: () => string): string {
  try {
    return render()
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw new FormulaFault(source, error.rawMessage, error.position ?? 0)
  }
}

/** The line and the column (from 1) of an offset in a text. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
