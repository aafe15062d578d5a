import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { filesUnder } from '../../files'

/** Sizes of type that the whole page inherits. */
const INHERITED = /^\s*--(text|scale|step-{1,2}\d):(.*);/gm

it('the size of the text does not follow the window: each change of it would style every element of the page anew', () => {
  const declared = filesUnder('src')
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(INHERITED)].map(([, name, value]) => `${name}:${value}`))
  expect(declared.length).toBeGreaterThan(10)
  expect(declared.filter((size) => /\d(vw|vh|vi|vb|vmin|vmax|[sld]v[whib])/.test(size))).toEqual([])
})
