import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'vite'

const SUFFIX = '?assembly'

/** Compiles an AssemblyScript file to WebAssembly that uses an imported memory. Throws for any error or warning. */
export async function compileAssembly(source: string, name: string): Promise<Uint8Array> {
  // Imported on first use: the import takes a second, and most commands compile nothing.
  const { default: asc } = await import('assemblyscript/asc')
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
    ],
    {
      readFile: (file) => (file === name ? source : null),
      writeFile: (_file, contents) => {
        if (typeof contents !== 'string') binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error || !binary || String(stderr) !== '') throw new Error(`${name}: ${error?.message ?? ''}\n${String(stderr)}`)
  return binary
}

/** A module whose default export is the compiled source, as bytes within the script. */
export async function assemblyModule(source: string, name: string): Promise<string> {
  const text = JSON.stringify(Buffer.from(await compileAssembly(source, name)).toString('base64'))
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
        return { code: await assemblyModule(readFileSync(file, 'utf8'), basename(file)), map: null }
      },
    },
  }
}
