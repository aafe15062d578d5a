import type { Figure } from '../../figure/state'

/** What a button does with its figure. */
type Press = (figure: Figure) => void

/** What the reader did in islands that were not alive yet. */
export interface EarlyInput {
  /** The controls that were moved. */
  readonly moved: ReadonlySet<EventTarget>
  /** Returns what the buttons of an island do that were pressed, in order, and forgets them. */
  takePressed(island: HTMLElement): readonly Press[]
}

declare global {
  interface Window {
    /** Stops the listening of index.html, and returns the events that it heard before this script ran. */
    takeEarly?: () => readonly Event[]
  }
}

/**
 * Follows what the reader does in islands that are not alive. What the browser fills in when they go back to a page does not count.
 * A button that was pressed is marked with `data-pressed` until it has done what it says.
 */
export function watchEarlyInput(): EarlyInput {
  const moved = new Set<EventTarget>()
  let pressed: readonly { readonly button: HTMLElement; readonly press: Press }[] = []
  const hear = ({ type, target }: Event) => {
    const island = target instanceof Element && target.closest('[data-island]')
    if (!island || island.hasAttribute('data-live')) return
    if (type === 'input') moved.add(target)
    const button = type === 'click' && target.closest('button')
    if (!button) return
    pressed = [...pressed, { button, press: pressOf(button) }]
    button.dataset.pressed = ''
    if (!replacesAll(button)) return
    for (const control of moved) {
      if (!(control instanceof Node && island.contains(control))) continue
      moved.delete(control)
      putBack(control)
    }
  }
  for (const event of window.takeEarly?.() ?? []) hear(event)
  document.addEventListener('input', hear)
  document.addEventListener('click', hear)
  // Enter in a field would leave the page.
  document.addEventListener('submit', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-island]:not([data-live])'))
      event.preventDefault()
  })
  return {
    moved,
    takePressed(island) {
      const taken = pressed.filter(({ button }) => island.contains(button))
      pressed = pressed.filter((one) => !taken.includes(one))
      for (const { button } of taken) delete button.dataset.pressed
      return taken.map(({ press }) => press)
    },
  }
}

/** Whether a button sets every control: what was moved before it does not count. */
const replacesAll = ({ dataset, ariaLabel }: HTMLElement): boolean =>
  dataset.preset !== undefined || ariaLabel === 'Reset'

/** Sets a control as it was prerendered. */
function putBack(control: Node): void {
  if (control instanceof HTMLInputElement) {
    control.value = control.defaultValue
    control.checked = control.defaultChecked
  }
  if (control instanceof HTMLSelectElement)
    for (const option of control.options) option.selected = option.defaultSelected
}

/** What the buttons of a run do, by their labels. */
const RUN: Readonly<Record<string, Press>> = {
  Play: (figure) => figure.play(),
  Step: (figure) => figure.step(),
  Reset: (figure) => figure.reset(),
  'New draw': (figure) => figure.newDraw(),
}

/** What a button says that it does. Once the figure is alive, the same element may be Pause. */
function pressOf(button: HTMLElement): Press {
  const { preset } = button.dataset
  if (preset !== undefined) return (figure) => figure.apply(preset)
  return RUN[button.ariaLabel ?? ''] ?? (() => button.click())
}
