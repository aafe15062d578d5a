import type { Plugin } from 'vite'
import { FormulaFault, formulaHtml, placeAt } from '../../pages/formulas.ts'
import { placeText } from '../mdx/tree.ts'

const TAG = /(?<![\w.$])tex`((?:[^`\\]|\\[^`])*)`/g

/** Replaces each `tex` tag in a file by a literal with the rendered formula. A broken formula throws an error with file, line and column. */
export function renderTexTags(code: string, file: string): string {
  return code.replaceAll(TAG, (whole, source: string, offset: number) => {
    const fail = (message: string, at: number): never => {
      throw new Error(`${placeText(file, placeAt(code, at))}: ${message}`)
    }
    const start = offset + whole.indexOf('`') + 1
    if (source.includes('${'))
      return fail('a formula is written out: no braces after a dollar sign inside the tex tag', start)
    try {
      // Keep the line breaks of a formula, so that the lines after it keep their numbers.
      const lines = '\n'.repeat(source.split('\n').length - 1)
      return `({ source: ${JSON.stringify(source)}, html: ${JSON.stringify(formulaHtml(source))} }${lines})`
    } catch (error) {
      if (error instanceof FormulaFault) return fail(error.message, start + error.position)
      throw error
    }
  })
}

/** Vite plugin: renders the formulas of experiments at build time, so that no browser parses TeX. */
export function tex(): Plugin {
  let root = ''
  return {
    name: 'site:tex',
    enforce: 'pre',
    configResolved(config) {
      root = config.root
    },
    transform: {
      filter: { id: /\/problems\/[^?]*\.ts$/, code: 'tex`' },
      handler(code, id) {
        return { code: renderTexTags(code, id.replace(`${root}/`, '')), map: null }
      },
    },
  }
}
