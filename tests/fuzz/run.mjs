/** `npm run test:fuzz [-- --only 3-weight-initialization --count 20 --from 1]`: the verdicts of every figure at random legal settings. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figuresUnder } from '../longer/figures.mjs'
import { option, reported, runJobs } from '../longer/jobs.mjs'

const reports = mkdtempSync(join(tmpdir(), 'trainability-fuzz-'))
const reportOf = (/** @type {string} */ figure) => join(reports, `${figure.replace('/', ' ')}.jsonl`)
let [settings, apart, broken] = [0, 0, 0]

await runJobs(figuresUnder(option('only') ?? ''), {
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
rmSync(reports, { recursive: true, force: true })
console.log(`${settings} settings, ${apart} disagree with theory`)
process.exitCode = broken === 0 && apart === 0 && settings > 0 ? 0 : 1
