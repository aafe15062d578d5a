/** Checks of Node and of installed packages. Plain Node without dependencies, because it runs before anything is installed. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The root of the project, independent of the working directory. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Ends the process with a message if this version of Node is too old. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Trainability needs Node 20.19 or later, and this is Node ${version}: see https://nodejs.org.`)
  process.exit(1)
}

/**
 * Whether every package of the lockfile is installed in its version. npm leaves out optional packages that are for other systems.
 * @param {string} lockfile @param {string} installed
 */
export function isInstalled(lockfile, installed) {
  if (!existsSync(installed)) return false
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const there = read(installed)
  /** @type {[string, { version?: string, optional?: boolean }][]} */
  const wanted = Object.entries(read(lockfile))
  return wanted.every(([path, { version, optional }]) => path === '' || optional || there[path]?.version === version)
}

/** Installs missing packages and prints one line. Ends the process if that fails. @param {(text: string) => void} say */
export function install(say = console.log) {
  checkNode()
  process.chdir(ROOT)
  if (isInstalled('package-lock.json', 'node_modules/.package-lock.json')) return
  say('Installing what is missing (npm ci) ...')
  const npm = process.env.npm_execpath
  const line = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']
  const { status, stdout, stderr } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...line], { encoding: 'utf8' })
    : spawnSync('npm', line, { encoding: 'utf8', shell: process.platform === 'win32' })
  if (status === 0) return
  console.error(`${stdout ?? ''}${stderr ?? ''}\nThe packages could not be installed: see above.`)
  process.exit(1)
}
