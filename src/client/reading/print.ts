const SHEETS = ['worksheet', 'hints', 'solutions', 'all'] as const
/** The parts of a page that are printed. */
export type Sheet = (typeof SHEETS)[number]

/** Returns the sheet named by `?print=`; undefined if no sheet has that name. */
export function readSheet(search: string): Sheet | undefined {
  const asked = new URLSearchParams(search).get('print')
  return SHEETS.find((sheet) => sheet === asked)
}

/** The width of the text on A4, in px: 178 mm. Letter is wider. */
const PAPER = (178 / 25.4) * 96

/**
 * The print menu, and `?print=`. `prepare` makes figures and sketches alive before they are drawn for paper, and `codes` gives them their QR codes;
 * where either fails, the page is printed without. The print command of the browser prints the whole page, with the figures as they are on the screen.
 */
export function offerPrint(prepare: () => Promise<void>, codes: () => Promise<void>): void {
  const printed = (sheet: Sheet) => print(sheet, sheet === 'all' ? [prepare, codes] : [prepare])
  const asked = readSheet(location.search)
  for (const button of document.querySelectorAll<HTMLElement>('[data-print-sheet]')) {
    const sheet = SHEETS.find((name) => name === button.dataset.printSheet)
    button.addEventListener('click', () => {
      button.closest('details')?.removeAttribute('open')
      if (sheet) printed(sheet)
    })
  }
  addEventListener('beforeprint', fitFigures)
  addEventListener('afterprint', () => show(asked))
  if (asked) printed(asked)
}

function show(sheet: Sheet | undefined): void {
  const page = document.documentElement.dataset
  if (sheet) page.print = sheet
  else delete page.print
}

/** Lays the page out for paper, waits until its figures are drawn for it, and prints. */
async function print(sheet: Sheet, steps: readonly (() => Promise<void>)[]): Promise<void> {
  show(sheet)
  for (const step of steps) await step().catch((error) => console.error(error))
  await document.fonts.ready
  // Figures are drawn in the frame after the one that measures them.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  if (sheet === 'worksheet') leaveRoom()
  document.documentElement.dataset.printReady = ''
  window.print()
}

/** What two pages of Letter hold, the lower of the two papers, in px, with some of it lost at the end of the first. */
const TWO_PAGES = ((2 * 243 - 45) / 25.4) * 96

/** The least and the most room to write under a question, in px. */
const ROOM = [(9 / 25.4) * 96, (49 / 25.4) * 96] as const

/** Shares what two pages leave among the places to write; where it is too little, the type becomes smaller. */
function leaveRoom(): void {
  const { style } = document.documentElement
  style.setProperty('--room', '0px')
  style.setProperty('--sheet-zoom', '1')
  const heights = [...document.querySelectorAll('.title-block, article')].map(
    (part) => part.getBoundingClientRect().height,
  )
  const used = heights.reduce((sum, height) => sum + height, 0)
  const places = [...document.querySelectorAll('.part, .question-place')].filter(
    (place) => place.checkVisibility() && getComputedStyle(place, '::after').content !== 'none',
  )
  const room = (TWO_PAGES - used) / Math.max(1, places.length)
  const zoom = (TWO_PAGES - ROOM[0] * places.length) / used
  style.setProperty('--sheet-zoom', `${Math.min(1, Math.max(0.75, zoom))}`)
  style.setProperty('--room', `${Math.min(Math.max(room, ROOM[0]), ROOM[1])}px`)
}

/** Figures that were not laid out for paper keep the layout of the screen, made smaller. */
function fitFigures(): void {
  if (document.documentElement.dataset.print) return
  for (const figure of document.querySelectorAll<HTMLElement>('.figure')) {
    const { width } = figure.getBoundingClientRect()
    const instrument = figure.querySelector('.instrument')?.getBoundingClientRect()
    if (width === 0 || !instrument) continue
    figure.style.setProperty('--on-paper', String(Math.min(1, PAPER / width)))
    figure.style.setProperty('--screen-width', `${width}px`)
    figure.style.setProperty('--screen-height', `${instrument.height}px`)
  }
}
