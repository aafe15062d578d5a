/** Finds and starts the browser of the tests. Plain Node, because it runs before anything is installed. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Arguments for WebGL 2 on the processor, so that every machine draws the same, and for no network traffic of the browser's own. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // A program is compiled when it first draws. Compiled ahead, for a state that was guessed, half of all is compiled twice.
  '--disable-angle-features=warmUpPipelineCacheAtLink',
  '--disable-background-networking',
  // Each window would load pages of its own for a menu that nobody opens.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
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
function exists(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether a file is a working browser: a file on the path may be a stub that prints how to install one. @param {string} file */
function runs(file) {
  if (!exists(file)) return false
  if (process.platform !== 'linux') return true
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
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
    if (!exists(chosen)) throw new Error(`CHROMIUM is "${chosen}", which cannot be run.`)
    return chosen
  }
  const platform = /** @type {'darwin' | 'win32'} */ (process.platform)
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  return [...onPath, ...(FIXED[platform] ?? []), ...downloaded()].find(runs)
}

/**
 * How Playwright starts it where pages are looked at: painted without WebGL. With it, by the processor, painting took more time than all that
 * is tested.
 * @param {string[]} switches more of them
 */
export function painting(...switches) {
  const executablePath = findChromium()
  const args = [...CHROMIUM_ARGS, '--disable-gpu-compositing', ...switches]
  return { ...(executablePath ? { executablePath } : {}), args }
}

const HOW =
  'No Chromium was found: install one (Debian: apt-get install chromium; elsewhere: Chromium or Google Chrome), or name one in CHROMIUM.'

/**
 * A Chromium, installed if there is none: the package on Debian where that is allowed, else Playwright's own.
 * `say` is called with a line before anything is downloaded. Throws a sentence that says what to install.
 * @param {(line: string) => void} say
 */
export function ensureChromium(say) {
  const found = findChromium()
  if (found) return found
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const root = process.getuid?.() === 0
  const sudo = root ? [] : ['sudo', '-n']
  const privileged = root || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  /** @param {string[]} line */
  const run = ([command = '', ...rest]) =>
    spawnSync(command, rest, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  if (/^ID=debian$/m.test(release) && privileged) {
    say('Installing Chromium (the package of this system) ...')
    run([...sudo, 'apt-get', 'update'])
    run([...sudo, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'])
  }
  if (!findChromium()) {
    say("Installing Chromium (Playwright's) ...")
    const cli = join('node_modules', 'playwright-core', 'cli.js')
    run([process.execPath, cli, 'install', ...(privileged ? ['--with-deps'] : []), 'chromium'])
  }
  const installed = findChromium()
  if (!installed) throw new Error(HOW)
  return installed
}
