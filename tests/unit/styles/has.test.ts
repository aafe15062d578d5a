import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { filesUnder } from '../../files'

/** Elements that contain figures. */
const HOLDERS = /\.(page|problem|part|figure|figure-place|instrument|stage|stage-\w+|pane|ask)(:not\(|:is\()*:has\(/g

/**
 * The browser keeps with an element that a `:has` was tried on it, whether or not the rule holds: from then on each change inside styles all of it
 * anew. An attribute before `:has`, in the same compound, ends the trial.
 */
it('no style sheet asks by :has what a part of a page, a figure or its stage contains', () => {
  const sheets = filesUnder('src').filter((file) => file.endsWith('.css'))
  expect(sheets.length).toBeGreaterThan(20)
  const found = sheets.flatMap((file) =>
    (readFileSync(file, 'utf8').match(HOLDERS) ?? []).map((hit) => `${file}: ${hit}`),
  )
  expect(found).toEqual([])
})
