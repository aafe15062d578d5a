/**
 * `npm run test:mutants [-- --only 3-weight-initialization]`: puts every mistake of the list into the code and looks whether a verdict or a
 * claim turns red. Each figure is run without a mistake, too: it must pass then.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { option, reported, runJobs } from '../longer/jobs.mjs'

/** @typedef {import('./mutant').Mutant} Mutant */

const { module } = await runnerImport('/tests/mutants/index.ts', { configFile: false, logLevel: 'error' })
/** @type {readonly Mutant[]} */
const all = module.mutants
const chosen = all.filter(({ figure }) => figure.startsWith(option('only') ?? ''))
const reports = mkdtempSync(join(tmpdir(), 'trainability-mutants-'))
/** A mutant without a change, to check that the unchanged figure passes. @type {readonly Mutant[]} */
const controls = [...new Map(chosen.map((mutant) => [mutant.figure, mutant])).values()].map((mutant) => ({
  ...mutant,
  replace: mutant.find,
  says: 'the code as it is',
}))
const jobs = [...controls, ...chosen]
const reportOf = (/** @type {Mutant} */ mutant) => join(reports, `${jobs.indexOf(mutant)}.json`)
let [red, green] = [0, 0]

await runJobs(jobs, {
  project: 'mutants',
  env: (mutant) => ({ MUTANT: JSON.stringify(mutant), REPORT: reportOf(mutant) }),
  done(mutant, ok, output) {
    const [report] = reported(reportOf(mutant))
    const found = report?.red ?? ''
    if (!controls.includes(mutant)) red += ok && found !== '' ? 1 : 0
    else if (report && found === '') green++
    console.log(
      `${found === '' ? 'GREEN' : 'red  '} ${mutant.figure}: ${mutant.says}${found === '' ? '' : `  [${found}]`}`,
    )
    if (found === '' && !output.includes('AssertionError')) console.log(output)
  },
})

rmSync(reports, { recursive: true, force: true })
console.log(`${red} of ${chosen.length} mutants turn a verdict or a claim red`)
console.log(`${green} of ${controls.length} figures are green without one`)
process.exitCode = red === chosen.length && red > 0 && green === controls.length ? 0 : 1
