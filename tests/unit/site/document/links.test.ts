import { describe, expect, it } from 'vitest'
import { checkLinks } from '../../../../src/site/document/links'

const PROBLEM = 'problems/3-x/'
const check = (problem: string, home = '<h2 id="indices">x</h2>') =>
  checkLinks([
    { route: '', body: home },
    { route: PROBLEM, body: problem },
  ])

describe('links inside the book', () => {
  it.each([
    '<a href="../../">home</a>',
    '<a href="../../#indices">indices</a>',
    '<a href="#a">a</a><p id="a">x</p>',
    '<a href="?variance.d=3#a">a</a><p class="x" id="a">x</p>',
    '<a href="https://arxiv.org/abs/1502.01852">paper</a>',
    '<a href="mailto:someone@example.org">mail</a>',
  ])('may be %s', (body) => {
    expect(check(body).faults).toEqual([])
  })

  it.each([
    ['<a href="../4-y/">x</a>', 'leads to no page (there is: /, /problems/3-x/)'],
    ['<a href="../3-x">x</a>', 'leads to no page'],
    ['<a href="../../../">x</a>', 'leads to no page'],
    ['<a href="#z">x</a><p id="a">x</p>', 'leads to no anchor of /problems/3-x/ (there is: a)'],
    ['<a href="../../#z">x</a>', 'leads to no anchor of / (there is: indices)'],
    ['<a href="/problems/3-x/">x</a>', 'is not relative'],
    ['<p id="a">x</p><p id="a">x</p>', 'two elements with the id "a"'],
  ])('may not be %s', (body, says) => {
    expect(check(body).faults).toEqual([expect.stringContaining(says)])
  })

  it('are told by the place where the author wrote them, which then leaves the page', () => {
    const { faults, pages } = check('<a href="#z" data-at="problems/3-x/page.mdx:7:1">x</a>')
    expect(faults[0]).toMatch(/^problems\/3-x\/page\.mdx:7:1: the link "#z"/)
    expect(pages[1]?.body).toBe('<a href="#z">x</a>')
  })
})
