/**
 * `npm run test:fuzz [-- --only 3-weight-initialization --count 20 --seconds 40 --from 1]`: the verdicts of every figure at random legal
 * settings, and then every figure in Chromium under a reader who does anything, from a seed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figuresUnder } from '../longer/figures.mjs'
import { buildBook, option, reported, runJobs } from '../longer/jobs.mjs'

const reports = mkdtempSync(join(tmpdir(), 'trainability-fuzz-'))
const reportOf = (/** @type {string} */ figure) => join(reports, `${figure.replace('/', ' ')}.jsonl`)
let [settings, apart, broken] = [0, 0, 0]

const figures = figuresUnder(option('only') ?? '')

await runJobs(figures, {
  project: 'fuzz',
  env: (figure) => ({
    FIGURE: figure,
    COUNT: option('count') ?? '10',
    FROM: option('from') ?? '1',
    REPORT: reportOf(figure),
  }),
  done(figure, ok, output) {
    if (!ok) {
      broken++
      console.log(output)
    }
    const lines = reported(reportOf(figure))
    settings += lines.length
    const off = lines.filter(({ verdict }) => verdict === 'disagrees')
    apart += off.length
    const count = (/** @type {string} */ verdict) => lines.filter((line) => line.verdict === verdict).length
    console.log(
      `${figure}: ${count('agrees')} agree, ${off.length} disagree, ${count('none')} without theory, ${count('overflow')} overflow`,
    )
    for (const line of off)
      console.log(`  ${JSON.stringify(line.values)} seed ${line.seed}\n    ${line.off.join('\n    ')}`)
  },
})
console.log(`${settings} settings, ${apart} disagree with theory`)

let [stood, fell] = [0, 0]
buildBook()
await runJobs(figures, {
  project: 'restless',
  env: (figure) => ({
    FIGURE: figure,
    SECONDS: option('seconds') ?? '40',
    FROM: option('from') ?? '1',
    REPORT: reportOf(`restless ${figure}`),
  }),
  done(figure, ok, output) {
    const wrong = reported(reportOf(`restless ${figure}`)).map((line) => line.wrong)
    if (ok) stood++
    else fell++
    console.log(`${figure}: ${ok ? 'stands' : wrong.length > 0 ? `falls\n  ${wrong.join('\n  ')}` : output}`)
  },
})
rmSync(reports, { recursive: true, force: true })
console.log(`${stood} figures stand whatever a reader does, ${fell} fall`)
process.exitCode = broken === 0 && apart === 0 && settings > 0 && fell === 0 && stood > 0 ? 0 : 1
