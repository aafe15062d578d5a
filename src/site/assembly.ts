import { readFileSync } from 'node:fs'
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

/** Vite plugin: `import binary from './x.ts?assembly'` gives the compiled file as bytes inside the script. */
export function assembly(): Plugin {
  return {
    name: 'site:assembly',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(SUFFIX)) return undefined
      const file = id.slice(0, -SUFFIX.length)
      this.addWatchFile(file)
      const binary = await compileAssembly(readFileSync(file, 'utf8'), file.slice(file.lastIndexOf('/') + 1))
      const text = JSON.stringify(Buffer.from(binary).toString('base64'))
      return { code: `export default Uint8Array.from(atob(${text}), (c) => c.charCodeAt(0))`, map: null }
    },
  }
}
