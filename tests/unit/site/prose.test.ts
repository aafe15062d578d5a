import { expect, it } from 'vitest'
import { proseOf } from '../../../src/site/prose'

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
