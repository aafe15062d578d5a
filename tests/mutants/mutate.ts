import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { assemblyModule, compileAssembly } from '../../src/site/assembly.ts'
import type { Mutant } from './mutant'

/** A module whose default export is the mutant under test, or undefined. */
const MUTANT = 'virtual:mutant'

/** Vite plugin: applies the mutant in the environment variable MUTANT (JSON) to the code. */
export function mutate(): Plugin {
  const mutant = process.env.MUTANT ? (JSON.parse(process.env.MUTANT) as Mutant) : undefined
  let root = ''
  return {
    name: 'tests:mutate',
    enforce: 'pre',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === MUTANT ? `\0${MUTANT}` : undefined),
    load: {
      // Before the plugin that compiles AssemblyScript.
      order: 'pre',
      async handler(id) {
        if (id === `\0${MUTANT}`) return `export default ${mutant ? JSON.stringify(mutant) : 'undefined'}`
        const [file = '', query] = id.split('?')
        if (!mutant || file !== join(root, mutant.file)) return undefined
        const code = mutated(readFileSync(file, 'utf8'), mutant)
        return query === 'assembly' ? assemblyModule(await compileAssembly(code, file)) : code
      },
    },
  }
}

/** Returns the code with the mistake. Throws unless the text to replace occurs exactly once. */
export function mutated(code: string, { file, find, replace }: Mutant): string {
  const count = code.split(find).length - 1
  if (count !== 1)
    throw new Error(`"${find}" occurs ${count} times in ${file}: a mutant needs a place that occurs once`)
  return code.replace(find, () => replace)
}
