import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const SUFFIX = '?assembly'

/** A compiled file: the bytes, and the files beside it that it imports. */
export interface Compiled {
  readonly binary: Uint8Array
  readonly imported: readonly string[]
}

/**
 * Compiles the source of an AssemblyScript file to WebAssembly that uses an imported memory. It may import files of its own folder. Throws for any error or
 * warning.
 */
export async function compileAssembly(source: string, file: string): Promise<Compiled> {
  // Imported on first use: the import takes a second, and most commands compile nothing.
  const { default: asc } = await import('assemblyscript/asc')
  const name = basename(file)
  const imported: string[] = []
  let binary: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    [
      name,
      '--outFile',
      'out.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--noExportMemory',
      '--enable',
      'simd',
      // Vectors as arguments of exported functions: files export them to each other alone.
      '--disableWarning',
      '112',
    ],
    {
      readFile(wanted) {
        if (wanted === name) return source
        const beside = join(dirname(file), wanted)
        if (!existsSync(beside)) return null
        imported.push(beside)
        return readFileSync(beside, 'utf8')
      },
      writeFile: (_file, contents) => {
        if (typeof contents !== 'string') binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error || !binary || String(stderr) !== '') throw new Error(`${name}: ${error?.message ?? ''}\n${String(stderr)}`)
  return { binary, imported }
}

/** A module whose default export is the compiled source, as bytes within the script. */
export function assemblyModule({ binary }: Compiled): string {
  const text = JSON.stringify(Buffer.from(binary).toString('base64'))
  return `export default Uint8Array.from(atob(${text}), (c) => c.charCodeAt(0))`
}

/** Vite plugin: `import binary from './x.ts?assembly'` is the compiled file, as bytes within the script. */
export function assembly(): Plugin {
  return {
    name: 'site:assembly',
    enforce: 'pre',
    load: {
      filter: { id: /\?assembly$/ },
      async handler(id) {
        const file = id.slice(0, -SUFFIX.length)
        this.addWatchFile(file)
        const compiled = await compileAssembly(readFileSync(file, 'utf8'), file)
        for (const beside of compiled.imported) this.addWatchFile(beside)
        return { code: assemblyModule(compiled), map: null }
      },
    },
  }
}
