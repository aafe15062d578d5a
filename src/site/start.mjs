/** `npm start`: installs missing packages, builds the book if a source has changed, and serves it. Plain Node without dependencies. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { checkNode, install } from './install.mjs'

const SOURCES = ['index.html', 'package-lock.json', 'problems', 'public', 'src', 'vite.config.ts']
const STAMP = join('node_modules', '.cache', 'trainability', 'built')
const DEFAULT_PORT = 4173

checkNode()
const asked = await readArguments(process.argv.slice(2))
const port = readPort(asked.port ?? process.env.PORT)
install()
build()
await serve(port, asked.host ?? process.env.HOST)

/** `--port 8080`, `--host` for every address of this machine, `--host <address>` for one. @param {string[]} given */
async function readArguments(given) {
  const { parseArgs } = await import('node:util')
  const isAlone = (/** @type {number} */ i) => given[i] === '--host' && (given[i + 1] ?? '-').startsWith('-')
  const args = given.flatMap((argument, i) => (isAlone(i) ? ['--host', '0.0.0.0'] : [argument]))
  try {
    return parseArgs({ args, options: { port: { type: 'string' }, host: { type: 'string' } } }).values
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nUse: npm start -- [--port <number>] [--host [<address>]]`,
    )
    process.exit(1)
  }
}

/** A hash of all sources: the book is rebuilt when it changes. */
function fingerprint() {
  const hash = createHash('sha256')
  const files = SOURCES.filter((path) => existsSync(path)).flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
      : [path],
  )
  for (const file of files.sort()) if (statSync(file).isFile()) hash.update(`${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

/** The content of the stamp file: the hash of the sources and the identity of the built `dist`. @param {string} sources */
function stampOf(sources) {
  const index = join('dist', 'index.html')
  return existsSync(index) ? `${sources} ${statSync(index).mtimeMs}` : 'nothing built'
}

function build() {
  const sources = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOf(sources)) return
  console.log('Building the book ...')
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    console.error(`${stdout}${stderr}\nThe book could not be built: see above.`)
    process.exit(1)
  }
  mkdirSync(join(STAMP, '..'), { recursive: true })
  writeFileSync(STAMP, stampOf(sources))
}

/** @param {string | undefined} given */
function readPort(given) {
  if (given === undefined || given === '') return DEFAULT_PORT
  const port = Number(given)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  console.error(`The port "${given}" is none: it is a whole number from 0 to 65535.`)
  process.exit(1)
}

/** Serves `dist` at the port, or at the next free one; with a host, under every name that this machine has in its network. @param {number} port @param {string | undefined} host */
async function serve(port, host) {
  const { preview } = await import('vite')
  const server = await preview({
    logLevel: 'warn',
    preview: { port, open: false, ...(host ? { host, allowedHosts: true } : {}) },
  })
  const { local = [], network = [] } = server.resolvedUrls ?? {}
  const named = network.length > 0 ? [`http://${hostname()}:${new URL(network[0] ?? '').port}/`] : []
  console.log(`Trainability is open at ${[...local, ...network, ...named].join(' and ')} (Ctrl-C ends it).`)
  const end = () => server.close().finally(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}
