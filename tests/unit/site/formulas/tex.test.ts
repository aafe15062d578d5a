import { describe, expect, it } from 'vitest'
import { formulaHtml, plainTex } from '../../../../src/pages/formulas'
import { renderTexTags } from '../../../../src/site/formulas/tex'

describe('the tex tag', () => {
  it('becomes its source and its rendering', () => {
    const code = renderTexTags('const g = { symbol: tex`\\sigma\\sqrt d` }', 'problems/x/experiments.ts')
    const literal: unknown = new Function(`${code}; return g`)()
    expect(literal).toEqual({ symbol: { source: '\\sigma\\sqrt d', html: formulaHtml('\\sigma\\sqrt d') } })
  })

  it('is left alone where it is another name', () => {
    const code = 'latex`x`; my.tex`x`; vertex`x`'
    expect(renderTexTags(code, 'f.ts')).toBe(code)
  })

  it('keeps the lines of the file where they are', () => {
    const code = 'const a = tex`x\n+ y`\nconst b = 1'
    expect(renderTexTags(code, 'f.ts').split('\n')).toHaveLength(3)
  })

  it('fails with file, line and column where its formula is broken', () => {
    const code = 'const a = tex`x`\nconst b = tex`1 + \\frax`'
    expect(() => renderTexTags(code, 'problems/x/model.ts')).toThrow(
      /^problems\/x\/model\.ts:2:19: Undefined control sequence: \\frax/,
    )
    expect(() => renderTexTags(`const b = tex\`$\{x}\``, 'f.ts')).toThrow(/^f\.ts:1:15: /)
  })
})

describe('formulas', () => {
  it('reach HTML by class, id and data alone', () => {
    expect(formulaHtml('\\htmlData{term=x}{y}')).toContain('data-term="x"')
    for (const source of ['\\htmlStyle{color: red}{x}', '\\href{https://example.org}{x}', '\\includegraphics{x.png}'])
      expect(() => formulaHtml(source)).toThrow(/formula/)
  })

  it('keep their source without the marks of terms, for programs that know TeX alone', () => {
    expect(plainTex(String.raw` \term{sigma}{\sigma_{\term{d}{d}}}^2 < \{x\} `)).toBe(
      String.raw`{\sigma_{{d}}}^2 < \{x\}`,
    )
    const html = formulaHtml(String.raw`\term{gain}{g} < \frac{1}{2}`)
    expect(html).toContain('data-term="gain"')
    expect(html).toContain(String.raw`<annotation encoding="application/x-tex">{g} &lt; \frac{1}{2}</annotation>`)
  })
})
