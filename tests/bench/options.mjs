/** What `npm run bench` was asked for: `--json` prints one object, `--only <prefix>` measures what has a key that begins so. */
const asked = process.argv.slice(2)
const only = asked.includes('--only') ? (asked[asked.indexOf('--only') + 1] ?? '') : ''
export const json = asked.includes('--json')

/** Whether any of these keys is wanted. @param {readonly string[]} keys */
export const wants = (...keys) => keys.some((key) => key.startsWith(only) || only.startsWith(`${key}.`))

/** Says what is under way, where it does not get into the object. @param {string} text */
export const say = (text) => (json ? console.error(text) : console.log(text))
