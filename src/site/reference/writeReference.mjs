/** `npm run reference`: writes docs/reference.md. Plain Node. */
import { writeFileSync } from 'node:fs'
import { runnerImport } from 'vite'
import { install, ROOT } from '../install.mjs'

install()
const { module } = await runnerImport('/src/site/reference/reference.ts', { configFile: false, logLevel: 'error' })
writeFileSync(module.REFERENCE, module.reference(ROOT))
console.log(`${module.REFERENCE} is written.`)
