/** `npm run test:mutants [-- --only 3-weight-initialization]`: puts every mistake of the list into the code and looks whether a verdict or a claim turns red. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { option, runJobs } from '../longer/jobs.mjs'

/** @typedef {import('./mutant').Mutant} Mutant */

const { module } = await runnerImport('/tests/mutants/index.ts', { configFile: false, logLevel: 'error' })
/** @type {readonly Mutant[]} */
const all = module.mutants
const chosen = all.filter(({ figure }) => figure.startsWith(option('only') ?? ''))
const reports = mkdtempSync(join(tmpdir(), 'trainability-mutants-'))
const reportOf = (/** @type {Mutant} */ mutant) => join(reports, `${all.indexOf(mutant)}.json`)
let red = 0

await runJobs(chosen, {
  project: 'mutants',
  env: (mutant) => ({ MUTANT: JSON.stringify(mutant), REPORT: reportOf(mutant) }),
  done(mutant, ok, output) {
    let found = ''
    try {
      found = JSON.parse(readFileSync(reportOf(mutant), 'utf8')).red ?? ''
    } catch {
      found = ''
    }
    if (ok && found !== '') red++
    console.log(
      `${found === '' ? 'GREEN' : 'red  '} ${mutant.figure}: ${mutant.says}${found === '' ? '' : `  [${found}]`}`,
    )
    if (found === '' && !output.includes('AssertionError')) console.log(output)
  },
})

rmSync(reports, { recursive: true, force: true })
console.log(`${red} of ${chosen.length} mutants turn a verdict or a claim red`)
process.exitCode = red === chosen.length && red > 0 ? 0 : 1
