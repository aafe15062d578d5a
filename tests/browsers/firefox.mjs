/** Finds Firefox for the tests that run in it where it is installed. Plain Node. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['firefox-esr', 'firefox']
const FIXED = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
}

/** `FIREFOX`, one on the path, or one where systems put it. Undefined if there is none. */
export function findFirefox() {
  const platform = /** @type {'darwin' | 'win32'} */ (process.platform)
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  return [process.env.FIREFOX, ...onPath, ...(FIXED[platform] ?? [])].find((file) => file && existsSync(file))
}
