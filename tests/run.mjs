/**
 * `npm test`: installs missing packages, then runs every stage. Prints the output of failing stages only; the last line is the count. Plain Node
 * without dependencies.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install } from '../src/site/install.mjs'
import { ensureChromium } from './browsers/chromium.mjs'
import { findFirefox } from './browsers/firefox.mjs'

/** The time limit of a stage in milliseconds, also for a busy machine. */
const TIME_LIMIT_MS = 1_800_000

/** @typedef {{ passed: number, failed: number, output: string }} Outcome */

install()
const reports = mkdtempSync(join(tmpdir(), 'trainability-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const total = { passed: 0, failed: 0 }
const started = performance.now()

// A compiler, a linter and a build have a core each and leave it idle in turns.
const [built] = await Promise.all([
  stage('build', () => once('vite/bin/vite.js', 'build', '--logLevel', 'warn')),
  stage('types', () => once('typescript/bin/tsc')),
  stage('lint', () => once('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')),
])
// By itself: some of it measures time.
await stage('unit', () => vitest('unit'))
const chromium = browser()
if (!findFirefox()) console.log('Firefox is not installed: the tests in it are skipped.')
// Beside each other: a page waits for its worker, for frames and for the network, while the other stage has the cores.
await Promise.all([
  stage('browser', () => chromium ?? vitest('browser')),
  built ? stage('e2e', () => chromium ?? vitest('e2e')) : console.log(`${'e2e'.padEnd(9)}not run: there is no build`),
])

console.log(`${'all'.padEnd(9)}${seconds(started)}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/** Runs a stage, prints one line, and the whole output if it failed. @param {string} name @param {() => Outcome | Promise<Outcome>} run */
async function stage(name, run) {
  const start = performance.now()
  const { passed, failed, output } = await run()
  total.passed += passed
  total.failed += failed
  const count = failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`
  if (failed > 0) console.log(`\n${output.trim()}\n`)
  console.log(`${name.padEnd(9)}${count.padEnd(24)}${seconds(start)}`)
  return failed === 0
}

/** Runs a command that counts as one test. @param {string} bin @param {string[]} args @returns {Promise<Outcome>} */
async function once(bin, ...args) {
  const { ok, output } = await run(bin, args)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output }
}

/** Runs one vitest project and counts its tests from its report. @param {string} project @returns {Promise<Outcome>} */
async function vitest(project) {
  const report = join(reports, `${project}.json`)
  const { ok, output } = await run('vitest/vitest.mjs', [
    'run',
    ...['--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ])
  if (!existsSync(report)) return { passed: 0, failed: 1, output }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ { status, assertionResults }) =>
      status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  )
  const failed = numFailedTests + broken.length
  // An error outside of any test counts as a failure, and so does a project without tests.
  const unseen = failed === 0 && (!ok || numPassedTests === 0) ? 1 : 0
  return { passed: numPassedTests, failed: failed + unseen, output }
}

/** Returns a failure if no browser can be found or installed; undefined if there is one. @returns {Outcome | undefined} */
function browser() {
  try {
    process.env.CHROMIUM = ensureChromium(console.log)
    return undefined
  } catch (error) {
    return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Runs a package's command with this Node, without input or terminal.
 * @param {string} bin @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run(bin, args) {
  return new Promise((resolve) => {
    const env = { ...process.env, CI: 'true', NO_COLOR: '1' }
    const child = spawn(process.execPath, [join('node_modules', bin), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (text) => {
      output += text
    })
    child.stderr.on('data', (text) => {
      output += text
    })
    const hung = setTimeout(() => {
      output += `\n${bin} ${args.join(' ')} was ended: it did not finish in ${TIME_LIMIT_MS / 1000} s.`
      child.kill()
      // For a command that does not end when it is asked to.
      setTimeout(() => child.kill('SIGKILL'), 5000).unref()
    }, TIME_LIMIT_MS)
    child.on('close', (code) => {
      clearTimeout(hung)
      resolve({ ok: code === 0, output })
    })
  })
}

/** @param {number} start */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
