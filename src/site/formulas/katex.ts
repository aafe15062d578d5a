import katex, { ParseError } from 'katex'

/** A formula that cannot be set: what is wrong, and where in its source. */
export class FormulaFault extends Error {
  constructor(
    readonly source: string,
    readonly reason: string,
    /** Characters from the start of the source. */
    readonly position: number,
  ) {
    super(`${reason} in the formula ${source.trim().replaceAll(/\s+/g, ' ')}`)
    this.name = 'FormulaFault'
  }
}

/** HTML may be reached from TeX by these alone. */
const TRUSTED = new Set(['\\htmlClass', '\\htmlId', '\\htmlData'])

/** `\term{sigma}{\sigma}`: a symbol that lights up with everything else of its term. */
const MACROS = { '\\term': '\\htmlData{term=#1}{#2}' }

/** TeX as HTML with MathML beside it for those who listen. Throws FormulaFault. */
export function formulaHtml(source: string, display = false): string {
  // KaTeX draws a command that is not trusted in red and goes on; here it is a fault like any other.
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
  return html
}

function parsed(source: string, render: () => string): string {
  try {
    return render()
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw new FormulaFault(source, error.rawMessage, error.position ?? 0)
  }
}

/** Line and column (from 1) of an offset in a text. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
