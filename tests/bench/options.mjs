/** The options of `npm run bench`: `--json` prints one object; `--only <prefix>,<prefix>` measures only the rows whose keys begin with one of the prefixes. */
const asked = process.argv.slice(2)
const prefixes = asked.includes('--only') ? (asked[asked.indexOf('--only') + 1] ?? '').split(',') : ['']
export const json = asked.includes('--json')

/** Whether any of these keys is to be measured. @param {readonly string[]} keys */
export const wants = (...keys) =>
  keys.some((key) => prefixes.some((prefix) => key.startsWith(prefix) || prefix.startsWith(`${key}.`)))

/** Prints progress: to stderr if stdout is for the JSON object. @param {string} text */
export const say = (text) => (json ? console.error(text) : console.log(text))
