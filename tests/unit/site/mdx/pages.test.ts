import { describe, expect, it } from 'vitest'
import { pageCompiler } from '../../../../src/site/mdx/pages'

const compile = pageCompiler()
const FILE = 'problems/9-made-up/page.mdx'
const HEAD = '---\ntitle: A title\nquestion: Why?\nsource: Nowhere\n---\n'
/** The line of the page at which the body begins. */
const FIRST = 6
const page = (body: string) => compile(HEAD + body, FILE)
/** The faults of a page with this body, one line for each. */
const faults = async (body: string): Promise<string[]> => {
  try {
    await page(body)
  } catch (error) {
    if (error instanceof Error) return error.message.split('\n')
  }
  return []
}

describe('a page', () => {
  it('becomes a module with its front matter and its outline', async () => {
    const code = await page(
      '<Problem>\n\nWhat is $x$?\n\n</Problem>\n\n<Part id="a" title="The \'first\' $d$">\n\nYes.\n\n### Within\n\n</Part>\n\n## Beyond $q$\n',
    )
    expect(code).toContain(
      'export const frontMatter = {"title":"A title","question":"Why?","source":"Nowhere","coming":false}',
    )
    const outline: unknown = JSON.parse(/export const outline = (.*)/.exec(code)?.[1] ?? '')
    expect(outline).toEqual([
      { id: 'problem', title: 'The problem' },
      { id: 'a', title: 'The ‘first’ $d$' },
      { id: 'beyond-q', title: 'Beyond $q$' },
    ])
  })

  it('has its formulas set: HTML to see, MathML to hear, terms to light up', async () => {
    const code = await page('The spread $\\term{sigma}{\\sigma}$, and\n\n$$\n\\sum_i x_i\n$$\n')
    expect(code).toMatch(/<math/)
    expect(code).toContain('data-term=\\"sigma\\"')
    expect(code.match(/_jsxs?\((?:_components\.)?Formula|_jsx\(Formula/g)?.length).toBe(2)
    expect(code).not.toContain('language-math')
  })

  it('keeps the punctuation that touches a formula with it', async () => {
    const code = await page('It is ($x$), and not $y$ here.\n')
    expect(code).toMatch(/before: "\(",\s*after: "\),"/)
    expect(code).toMatch(/before: "",\s*after: ""/)
    expect(code).toContain('"It is "')
    expect(code).toContain('" and not "')
  })

  it('has curly quotes in its prose, and none in its formulas and code', async () => {
    const code = await page('It isn\'t "so", *"so"* or `"so"`, $f\'(x)$\'s.\n')
    expect(code).toContain('It isn’t “so”, ')
    expect(code).toContain('“so”')
    expect(code).toContain('\\"so\\"')
    expect(code).toContain('f&#x27;(x)')
    expect(code).toContain('after: "’"')
  })

  it('puts neighbouring steps into one list, and the next ones into another', async () => {
    const step = (n: number) => `<Step because="reason ${n}">\n\nMove ${n}.\n\n</Step>\n\n`
    const code = await page(`${step(1)}${step(2)}Between.\n\n${step(3)}`)
    expect(code.match(/_jsxs?\(Steps/g)?.length).toBe(2)
    expect(code.match(/_jsxs?\(Step,/g)?.length).toBe(3)
  })
})

describe('a fault is told with file, line and column:', () => {
  it.each([
    [
      'a formula in a sentence',
      'Words and\n$1 + \\frax{1}{2}$.\n',
      `${FIRST + 1}:6: Undefined control sequence: \\frax`,
    ],
    ['a formula of its own', 'Words.\n\n$$\n1 +\n\\frax\n$$\n', `${FIRST + 4}:1: Undefined control sequence: \\frax`],
    ['a sign that no face has', '$x я y$\n', `${FIRST}:4: `],
    [
      'a tag that is none',
      'Words.\n\n<Tagg>x</Tagg>\n',
      `${FIRST + 2}:1: there is no tag <Tagg> (there is: Problem, Part,`,
    ],
    ['HTML', '<div>x</div>\n', `${FIRST}:1: there is no tag <div>`],
    ['a tag without its attribute', '<Part id="a">\n\nx\n\n</Part>\n', `${FIRST}:1: <Part> needs title="..."`],
    [
      'an attribute that is none',
      '<Experiment nam="x" name="y" />\n',
      `${FIRST}:13: <Experiment> has no attribute "nam" (it has: name)`,
    ],
    ['code in an attribute', '<Experiment name={x} />\n', `${FIRST}:13: <Experiment name> is a text between quotes`],
    ['code in the prose', 'One {1 + 1}.\n', `${FIRST}:5: a page has no imports and no code (1 + 1)`],
    ['an import', "import x from './y'\n\nWords.\n", `${FIRST}:1: a page has no imports and no code`],
    [
      'an id used twice',
      '<Part id="a" title="x" />\n\n<Part id="a" title="y" />\n',
      `${FIRST + 2}:1: the id "a" is used twice`,
    ],
    [
      'a figure with the id of a part',
      '<Part id="d" title="x" />\n\n<Experiment name="d" />\n',
      'the id "d" is used twice',
    ],
    ['a title in the text', '# A title\n', `${FIRST}:1: the title stands in the front matter`],
    [
      'a block within a sentence',
      'See <Experiment name="x" /> here.\n',
      `${FIRST}:5: <Experiment> stands on lines of its own`,
    ],
    ['a script for a link', '[x](javascript:alert)\n', `${FIRST}:1: a link does not lead to javascript:alert`],
    [
      'a tag left open',
      'Words.\n\n<Part id="a" title="x">\n\nmore\n',
      `${FIRST + 2}:1: Expected a closing tag for \`<Part>\``,
    ],
  ])('%s', async (_, body, says) => {
    const found = await faults(body)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(says)
    expect(found[0]).toMatch(/^problems\/9-made-up\/page\.mdx:\d+:\d+: /)
  })

  it('all of a page at once', async () => {
    expect(await faults('$\\frax$ <Tagg>x</Tagg>\n\n{x}\n')).toHaveLength(3)
  })

  it('and a comment is no code', async () => {
    expect(await faults('{/* to be written */}\n\nWords.\n')).toEqual([])
  })
})

describe('front matter', () => {
  const refused = async (page: string) => compile(page, FILE).then(() => '', String)

  it.each([
    ['is missing', 'Words.\n', `${FILE}:1: a page begins with its front matter`],
    [
      'has an unknown field',
      '---\ntitel: x\n---\n',
      `${FILE}:2: there is no field "titel" (there is: title, question, source, coming)`,
    ],
    ['lacks a field', '---\ntitle: x\nquestion: y?\n---\n', 'the field "source" is missing'],
    ['has a field twice', '---\ntitle: x\ntitle: y\n---\n', `${FILE}:3: the field "title" is given twice`],
    ['is no list of fields', '---\ntitle\n---\n', `${FILE}:2: "title" is not "field: text"`],
    ['half announces', '---\ntitle: x\nquestion: y?\ncoming: soon\n---\n', '"coming" is true or false, not "soon"'],
    ['asks no question', '---\ntitle: x\nquestion: y\nsource: z\n---\n', 'the question is one sentence'],
  ])('that %s is refused', async (_, page, says) => {
    expect(await refused(page)).toContain(says)
  })

  it('of a page to come needs no source', async () => {
    const code = await compile('---\ntitle: "x: y"\nquestion: z?\ncoming: true\n---\n', FILE)
    expect(code).toContain('{"title":"x: y","question":"z?","source":"","coming":true}')
  })
})
