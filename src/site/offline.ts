import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Plugin } from 'vite'
import { type Edition, pageAt } from '../client/offline/edition.ts'

/** The edition of the files of a build, by their paths. It does not contain the page for addresses that do not exist. */
export function editionOf(files: Iterable<readonly [path: string, content: string | Uint8Array]>): Edition {
  const kept = [...files]
    .filter(([path]) => path !== '404.html')
    .map(([path, content]) => [pageAt(path), `sha256-${digest(content, 'base64')}`] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return { name: digest(JSON.stringify(kept), 'hex').slice(0, 16), files: Object.fromEntries(kept) }
}

const digest = (content: string | Uint8Array, as: 'base64' | 'hex') => createHash('sha256').update(content).digest(as)

const SCRIPT = 'sw.js'

/** Vite plugin: writes the service worker, which has the list of all files of the build. After the plugin that writes the pages. */
export function offline(): Plugin {
  let publicDir = ''
  return {
    name: 'site:offline',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    configResolved(config) {
      publicDir = config.publicDir
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'src/client/offline/serviceWorker.ts', fileName: SCRIPT })
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const script = bundle[SCRIPT]
        if (script?.type !== 'chunk') throw new Error(`The build has no ${SCRIPT}`)
        if (script.imports.length > 0) throw new Error(`${SCRIPT} imports ${script.imports.join(', ')}`)
        const built = Object.values(bundle).flatMap((file) =>
          file === script ? [] : [[file.fileName, file.type === 'chunk' ? file.code : file.source] as const],
        )
        script.code = script.code.replace('__EDITION__', () =>
          JSON.stringify(editionOf([...built, ...copied(publicDir)])),
        )
      },
    },
  }
}

/** The files that a build copies as they are. */
function copied(folder: string): readonly (readonly [string, Uint8Array])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      return [file.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(file)]
    })
}
