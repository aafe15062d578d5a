import { type Block, fitsTwoPages, largest } from './twoPages'

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

/** Makes something ready for paper. Returns what takes it back once the sheet is printed, if there is anything. */
type Prepare = () => Promise<(() => void) | undefined>

/**
 * The print menu, and `?print=`. `prepare` makes figures and sketches alive before they are drawn for paper, and `codes` gives them their QR codes;
 * where either fails, the page is printed without. The print command of the browser prints the whole page, with the figures as they are on the screen.
 */
export function offerPrint(prepare: Prepare, codes: Prepare): void {
  const asked = readSheet(location.search)
  // While one sheet is laid out and printed, other presses are ignored.
  let going = false
  const printed = async (sheet: Sheet) => {
    if (going) return
    going = true
    await print(sheet, asked, sheet === 'all' ? [prepare, codes] : [prepare]).finally(() => {
      going = false
    })
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-print-sheet]')) {
    const sheet = SHEETS.find((name) => name === button.dataset.printSheet)
    button.addEventListener('click', () => {
      button.closest('details')?.removeAttribute('open')
      if (sheet) void printed(sheet)
    })
  }
  addEventListener('beforeprint', fitFigures)
  if (asked) void printed(asked)
}

/** Lays the page out as a sheet, with nothing of the one before. */
function show(sheet: Sheet | undefined): void {
  const { dataset, style } = document.documentElement
  for (const property of ['--sheet-zoom', '--room']) style.removeProperty(property)
  if (sheet) {
    markContents()
    dataset.print = sheet
  } else delete dataset.print
}

/** The words of `data-sheet` for what a part may have, each with the selector of it. */
const CONTENTS = { help: '.hint, .solution', question: '.question-place', sketch: '[data-question-kind="sketch"]' }

/** Writes what each part has to its `data-sheet`, for the style sheets of paper, and "lead" to that of the pieces before its last question. */
function markContents(): void {
  for (const part of document.querySelectorAll<HTMLElement>('.part')) {
    const pieces = [...part.children]
    part.dataset.sheet = Object.entries(CONTENTS)
      .flatMap(([name, selector]) => (pieces.some((piece) => piece.matches(selector)) ? [name] : []))
      .join(' ')
    const question = pieces.findLastIndex((piece) => piece.matches(CONTENTS.question))
    for (const [i, piece] of pieces.entries())
      if (i < question && !piece.matches(CONTENTS.question)) piece.setAttribute('data-sheet', 'lead')
  }
}

/** Lays the page out for paper, waits until its figures are drawn for it, and prints. After that the page is as it was, or the sheet that its address asks for. */
async function print(sheet: Sheet, asked: Sheet | undefined, steps: readonly Prepare[]): Promise<void> {
  const { scrollX, scrollY } = window
  const undone: (() => void)[] = []
  const giveBack = () => {
    if (sheet === asked) return
    show(asked)
    if (asked === 'worksheet') leaveRoom()
    if (asked) return
    for (const undo of undone) undo()
    scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
  }
  show(sheet)
  try {
    for (const step of steps)
      try {
        const undo = await step()
        if (undo) undone.push(undo)
      } catch (error) {
        console.error(error)
      }
    await document.fonts.ready
    if (sheet === 'worksheet') leaveRoom()
    // Figures are drawn in the frame after the one that measures them.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    document.documentElement.dataset.printReady = ''
    // Not before: the reader may print with the browser's command while the sheet is made ready.
    const printed = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true }))
    window.print()
    await printed
  } finally {
    giveBack()
  }
}

/** The height of the text on a page of Letter, the shorter of the two papers, in px. */
const PAGE = ((279.4 - 2 * 18) / 25.4) * 96 - 2

/** The least and the most room to write under a question, in px. */
const ROOM = [(9 / 25.4) * 96, (70 / 25.4) * 96] as const

/** The least size of the type of a sheet, as a share of its own. */
const ZOOM = 0.7

/** Gives the places to write as much room as two pages hold; where the least of it is too much, the type becomes smaller. */
function leaveRoom(): void {
  const { style } = document.documentElement
  const fits = (zoom: number, room: number) => {
    style.setProperty('--sheet-zoom', String(zoom))
    style.setProperty('--room', `${room}px`)
    return fitsTwoPages(blocksOf(document), PAGE)
  }
  const zoom = largest(ZOOM, 1, (size) => fits(size, ROOM[0]))
  const room = largest(ROOM[0], ROOM[1], (height) => fits(zoom, height))
  fits(zoom, room)
}

/** The title, a piece of the statement, and of the parts their pieces, or the whole of one without a question. */
const PIECES = '.title-block, .problem > *, .part[data-sheet~="question"] > *, .part:not([data-sheet~="question"])'

/** Elements that are on one page with the element after them: the heading and the words of a part, with its first question. */
const LEADS = '[data-sheet~="lead"]'

/** The blocks of a worksheet that its style sheet does not break between pages, from the top. */
function blocksOf(page: ParentNode): readonly Block[] {
  const pieces = [...page.querySelectorAll(PIECES)].filter((piece) => piece.checkVisibility())
  const boxes = pieces.map((piece) => piece.getBoundingClientRect())
  const from = boxes[0]?.top ?? 0
  const blocks: Block[] = []
  let top: number | undefined
  for (const [i, piece] of pieces.entries()) {
    const box = boxes[i]
    if (!box) continue
    top ??= box.top - from
    if (piece.matches(LEADS)) continue
    blocks.push({ top, bottom: box.bottom - from })
    top = undefined
  }
  return blocks
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
