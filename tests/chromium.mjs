/** Where the tests find their browser, and how they start it. Plain Node: it runs before anything is installed. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** WebGL 2 drawn by the processor, so that every machine draws the same; and silence towards the network. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

const FIXED = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
}

const PLAYWRIGHT_CACHE = {
  darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
}

/** @param {string} file */
function runs(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browsers that Playwright has downloaded, newest first. */
function downloaded() {
  const set = process.env.PLAYWRIGHT_BROWSERS_PATH
  const platform = /** @type {'darwin' | 'win32'} */ (process.platform)
  const cache = set && set !== '0' ? set : (PLAYWRIGHT_CACHE[platform] ?? join(homedir(), '.cache', 'ms-playwright'))
  if (!existsSync(cache)) return []
  const binaries = [
    ['chrome-linux', 'chrome'],
    ['chrome-linux64', 'chrome'],
    ['chrome-win', 'chrome.exe'],
    ['chrome-win64', 'chrome.exe'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['chrome-mac-arm64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
    ['chrome-mac-x64', 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing'],
  ]
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]))
    .flatMap((name) => binaries.map((parts) => join(cache, name, ...parts)))
}

/**
 * A Chromium on this machine: `CHROMIUM`, one on the path, one where systems put them, or Playwright's own. Undefined if there is
 * none. Throws if `CHROMIUM` names something that cannot be run.
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM
  if (chosen) {
    if (!runs(chosen)) throw new Error(`CHROMIUM is "${chosen}", which cannot be run.`)
    return chosen
  }
  const platform = /** @type {'darwin' | 'win32'} */ (process.platform)
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  return [...onPath, ...(FIXED[platform] ?? []), ...downloaded()].find(runs)
}
