import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pagesUnder, proseOf } from '../../../../src/site/mdx/prose'

const PAGE = `---
title: A page
question: Why?
source: Nowhere
---

A *unit* takes $x$ with [weights](https://example.org), $W$ of them.
It goes on.

<Problem>

- One thing
- Another <Preset of="a" name="b">here</Preset>.

$$
y = f(x)
$$

## A heading

</Problem>
`

it('is the words of a page: no formulas, tags, links or front matter', async () => {
  expect(await proseOf(PAGE, 'problems/9-made-up/page.mdx')).toBe(
    ['A unit takes with weights, of them. It goes on.', 'One thing', 'Another here.', 'A heading'].join('\n'),
  )
})

it('is nothing for a page that is only announced', async () => {
  expect(await proseOf(PAGE.replace('title:', 'coming: true\ntitle:'), 'problems/9-made-up/page.mdx')).toBe('')
})

it('is gathered from the folders that have a page, in the order of the book', () => {
  const root = mkdtempSync(join(tmpdir(), 'prose-'))
  try {
    for (const folder of ['10-ten', '2-two', '3-no-page'])
      mkdirSync(join(root, 'problems', folder), { recursive: true })
    for (const folder of ['10-ten', '2-two']) writeFileSync(join(root, 'problems', folder, 'page.mdx'), PAGE)
    writeFileSync(join(root, 'problems', '.DS_Store'), '')
    expect(pagesUnder(root)).toEqual([join('problems', '2-two', 'page.mdx'), join('problems', '10-ten', 'page.mdx')])
  } finally {
    rmSync(root, { recursive: true })
  }
})
