/**
 * `npm run test:seeds [-- --seeds 1-20 --only 3-weight-initialization]`: the outcome of every claim at every seed, as a table. Fails if a claim is
 * refuted at any seed, or if fewer than 99 % of the pairs of a claim and a seed hold.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figuresUnder } from '../longer/figures.mjs'
import { option, reported, runJobs } from '../longer/jobs.mjs'

/** @typedef {{ figure: string, claim: string, seed: number, outcome: 'holds' | 'refuted' | 'undecided' | 'failed', excused: boolean, runs: number, says: string[] }} Line */

const [from = 1, to = from] = (option('seeds') ?? '1-20').split('-').map(Number)
const seeds = Array.from({ length: to - from + 1 }, (_, i) => from + i)
const figures = figuresUnder(option('only') ?? '')
// A few seeds for each process, so that the longest figures do not delay the others.
const jobs = figures.flatMap((figure) => chunks(seeds, 5).map((some) => ({ figure, seeds: some })))
const reports = mkdtempSync(join(tmpdir(), 'trainability-seeds-'))
const reportOf = (/** @type {typeof jobs[number]} */ job) => join(reports, `${jobs.indexOf(job)}.jsonl`)
/** @type {Line[]} */
const lines = []
let broken = 0

await runJobs(jobs, {
  project: 'seeds',
  env: (job) => ({ FIGURE: job.figure, SEEDS: job.seeds.join(','), REPORT: reportOf(job) }),
  done(job, ok, output) {
    // A process that failed has reported the lines before its failure.
    lines.push(...reported(reportOf(job)))
    if (!ok) {
      broken++
      console.log(output)
    }
    console.error(`${job.figure}, seeds ${job.seeds.join(' ')}: ${ok ? 'done' : 'BROKEN'}`)
  },
})
rmSync(reports, { recursive: true, force: true })

const claims = [...new Set(lines.map(({ figure, claim }) => `${figure} ${claim}`))].sort()
const width = Math.max(...claims.map((claim) => claim.length))
console.log(
  `${''.padEnd(width)} ${seeds.map((seed) => String(seed % 10)).join('')}  (. holds, + after more runs, t no verdict on timings, ? undecided, X refuted)`,
)
for (const name of claims) {
  const mark = (/** @type {number} */ seed) => {
    const line = lines.find((one) => `${one.figure} ${one.claim}` === name && one.seed === seed)
    if (!line || line.outcome === 'failed') return '!'
    if (line.outcome === 'refuted') return 'X'
    if (line.outcome === 'undecided') return line.excused ? 't' : '?'
    return line.runs > 1 ? '+' : '.'
  }
  console.log(`${name.padEnd(width)} ${seeds.map(mark).join('')}`)
}
const judged = lines.filter(({ outcome, excused }) => !(outcome === 'undecided' && excused))
const held = judged.filter(({ outcome }) => outcome === 'holds').length
const refuted = judged.filter(({ outcome }) => outcome === 'refuted').length
for (const { figure, claim, seed, outcome, says } of judged)
  if (outcome !== 'holds') console.log(`\n${figure} ${claim}, seed ${seed}: ${outcome}\n  ${says.join('\n  ')}`)
console.log(
  `\n${held} of ${judged.length} pairs of a claim and a seed hold, ${refuted} are refuted, ${lines.length - judged.length} rest on timings without a verdict`,
)
process.exitCode = broken === 0 && refuted === 0 && judged.length > 0 && held >= 0.99 * judged.length ? 0 : 1

/** @param {readonly number[]} all @param {number} size */
function chunks(all, size) {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
