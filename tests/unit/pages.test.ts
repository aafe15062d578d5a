import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesUnder } from '../files'
import { everyExperiment } from '../runs'

const pages = filesUnder('problems')
  .filter((file) => file.endsWith('/page.mdx'))
  .map((file) => ({ file, problem: file.split('/')[1] ?? '', source: readFileSync(file, 'utf8') }))

/** The tags of a page that name figures, with their attributes. */
function tagsOf(source: string): { tag: string; of: string; name: string }[] {
  return [...source.matchAll(/<(Experiment|Preset|Claim)\s([^>]*)>/g)].map(([, tag = '', attributes = '']) => {
    const given = Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
    return { tag, of: given.of ?? given.name ?? '', name: given.name ?? '' }
  })
}

/** The decimal numbers in the text of a page, without links and references. */
function decimalsOf(source: string): string[] {
  const prose = source.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/arXiv[: ]*[\d.]+/gi, '')
  return [...new Set(prose.match(/(?<![\w.])\d+\.\d+(?![\w.]*\d)/g) ?? [])]
}

it('finds the pages, and tags of every kind in them', () => {
  expect(pages.map(({ problem }) => problem)).toContain('3-weight-initialization')
  const kinds = pages.flatMap(({ source }) => tagsOf(source).map(({ tag }) => tag))
  expect(new Set(kinds)).toEqual(new Set(['Experiment', 'Preset', 'Claim']))
})

describe.each(pages)('$file', ({ problem, source }) => {
  const tags = tagsOf(source)
  const here = everyExperiment.filter((listed) => listed.problem === problem)
  const experimentOf = (name: string) => here.find((listed) => listed.name === name)?.experiment

  it('names figures, presets and claims that there are', () => {
    for (const { tag, of, name } of tags) {
      const experiment = experimentOf(of)
      expect(experiment, `<${tag}> of "${of}"`).toBeDefined()
      if (tag === 'Preset') expect(Object.keys(experiment?.presets ?? {})).toContain(name)
      if (tag === 'Claim') expect(Object.keys(experiment?.claims ?? {})).toContain(name)
    }
  })

  it('shows every experiment once and every claim', () => {
    const shown = tags.flatMap(({ tag, name }) => (tag === 'Experiment' ? [name] : []))
    expect(shown.toSorted()).toEqual(here.map(({ name }) => name).toSorted())
    const claimed = tags.flatMap(({ tag, of, name }) => (tag === 'Claim' ? [`${of}/${name}`] : []))
    const claims = here.flatMap(({ name, experiment }) => Object.keys(experiment.claims).map((key) => `${name}/${key}`))
    expect(claimed.toSorted()).toEqual(claims.toSorted())
  })

  it('ends every part with what to take along, and has its table of letters', () => {
    const parts = [...source.matchAll(/<Part [^>]*id="([^"]*)"[^>]*>([\s\S]*?)<\/Part>/g)]
    expect(parts.length).toBeGreaterThan(0)
    for (const [, id, part] of parts) expect(part, `part ${id}`).toMatch(/<Takeaway>[\s\S]*<\/Takeaway>\s*$/)
    expect(source).toMatch(/<\/Problem>\s*<Letter /)
  })

  it('states no decimal number that neither an experiment nor a test of this problem knows', () => {
    // Mutants are excluded: their numbers are wrong on purpose.
    const own = new RegExp(`^(problems/|tests/problems/${problem}/(?!mutants)).*\\.ts$`)
    const known = filesUnder(`problems/${problem}`, 'tests/problems')
      .filter((file) => own.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    expect(decimalsOf(source).filter((number) => !known.includes(number))).toEqual([])
  })
})
