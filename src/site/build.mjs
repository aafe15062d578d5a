/** `npm run build`: the book as static files, in `dist`. With `--single`: one self-contained file for each problem, in `dist/single`. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { checkNode } from './install.mjs'

checkNode()
const { single } = readOptions()
await build(single ? { mode: 'single' } : {})
if (single) tellSizes(join('dist', 'single'))

function readOptions() {
  try {
    return parseArgs({ options: { single: { type: 'boolean', default: false } } }).values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nUse: npm run build [-- --single]`)
    process.exit(1)
  }
}

/** @param {string} folder */
function tellSizes(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.html'))
  const sizes = files.map((name) => statSync(join(folder, name)).size)
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`
  for (const [i, name] of files.entries()) console.log(`${join(folder, name)}  ${megabytes(sizes[i] ?? 0)}`)
  console.log(`${files.length} files, ${megabytes(sizes.reduce((sum, size) => sum + size, 0))} together.`)
}
