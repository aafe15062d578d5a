import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The number of processes that run at once. */
const AT_ONCE = 2

/**
 * Runs one vitest project in processes of their own, a few at a time. `done` is called as each ends.
 * @template Job
 * @param {readonly Job[]} jobs
 * @param {{ project: string, env: (job: Job) => Record<string, string>, done: (job: Job, ok: boolean, output: string) => void }} options
 */
export async function runJobs(jobs, { project, env, done }) {
  const waiting = [...jobs]
  const work = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const { ok, output } = await vitest(project, env(job))
      done(job, ok, output)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** @param {string} project @param {Record<string, string>} env @returns {Promise<{ ok: boolean, output: string }>} */
function vitest(project, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project], {
      env: { ...process.env, CI: 'true', NO_COLOR: '1', LONGER: 'yes', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += text
      })
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** The lines that a process has written to its report; empty if there are none. @param {string} file @returns {any[]} */
export const reported = (file) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : []

/** The value of `--name value` on the command line. @param {string} name */
export function option(name) {
  const i = process.argv.indexOf(`--${name}`)
  return i < 0 ? undefined : process.argv[i + 1]
}

/** Builds the book into `dist`, for tests in Chromium. Throws if it cannot be built. */
export function buildBook() {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The book could not be built.')
}
