import type { Figure } from '../../figure/state'

/** The action of a button on its figure. */
type Press = (figure: Figure) => void

type Control = HTMLInputElement | HTMLSelectElement

/** A control that was moved, with its value at that time. */
export interface EarlyMove {
  readonly control: Control
  readonly value: string
  readonly checked: boolean
}

/** A button that was pressed. Without `press`, only the live figure knows what it does. */
interface EarlyPress {
  readonly button: HTMLElement
  readonly press: Press | undefined
}

/** One action of the reader in an island before its hydration. */
export type EarlyAct = EarlyMove | EarlyPress

/** Records the actions of the reader in islands before their hydration. */
export interface EarlyInput {
  /**
   * Returns what the reader did in an island, in order, and forgets it. Before the island is hydrated, a button that only the hydrated figure has is left,
   * with all that was done after it.
   */
  take(island: HTMLElement, isHydrated: boolean): readonly EarlyAct[]
}

declare global {
  interface Window {
    /** Stops the listening of index.html, and returns the events that it recorded before this script ran. */
    takeEarly?: () => readonly Event[]
  }
}

/**
 * Records what the reader does in islands that are not hydrated, except what the browser fills in when they go back to a page.
 * A button that was pressed is marked with `data-pressed` until its action is done.
 */
export function watchEarlyInput(): EarlyInput {
  let acts: readonly EarlyAct[] = []
  const note = (act: EarlyAct) => {
    if ('button' in act) {
      act.button.dataset.pressed = ''
      if (replacesAll(act.button)) putAllBack(act.button.closest('[data-island]'), acts)
      acts = [...acts, act]
    } else {
      // Successive moves of one control, as by each key, are one: the last replaces the one before.
      const last = acts.at(-1)
      acts = [...(last && 'control' in last && last.control === act.control ? acts.slice(0, -1) : acts), act]
      // A button that was pressed earlier may have reset the control.
      stand(act)
    }
  }
  const hear = (event: Event) => {
    const act = actOf(event)
    if (act) note(act)
  }
  // Read all events before noting the first: noting a press can reset a control that was moved later.
  for (const act of (window.takeEarly?.() ?? []).map(actOf)) if (act) note(act)
  document.addEventListener('input', hear)
  document.addEventListener('click', hear)
  // Enter in a field would leave the page.
  document.addEventListener('submit', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-island]:not([data-live])'))
      event.preventDefault()
  })
  return {
    take(island, isHydrated) {
      const own = acts.filter((act) => island.contains('control' in act ? act.control : act.button))
      const end = isHydrated ? -1 : own.findIndex((act) => 'button' in act && !act.press)
      const taken = end < 0 ? own : own.slice(0, end)
      acts = acts.filter((act) => !taken.includes(act))
      for (const act of taken) if ('button' in act) delete act.button.dataset.pressed
      return taken
    },
  }
}

function actOf({ type, target }: Event): EarlyAct | undefined {
  if (!(target instanceof Element) || !target.closest('[data-island]:not([data-live])')) return undefined
  if (type === 'click') {
    const button = target.closest('button')
    return button ? { button, press: pressOf(button) } : undefined
  }
  if (target instanceof HTMLInputElement) return { control: target, value: target.value, checked: target.checked }
  return target instanceof HTMLSelectElement ? { control: target, value: target.value, checked: false } : undefined
}

/** Whether a button sets every control, so that earlier moves have no effect. */
const replacesAll = ({ dataset, ariaLabel }: HTMLElement): boolean =>
  dataset.preset !== undefined || ariaLabel === 'Reset'

/** Sets a control to the value that it was moved to. */
function stand({ control, value, checked }: EarlyMove): void {
  control.value = value
  if (control instanceof HTMLInputElement) control.checked = checked
}

/** Sets the controls of an island that were moved as they were prerendered, and the other buttons of a choice with the one that was chosen. */
function putAllBack(island: Element | null, acts: readonly EarlyAct[]): void {
  const names = new Set(
    acts.flatMap((act) => ('control' in act && island?.contains(act.control) ? [act.control.name] : [])),
  )
  for (const control of island?.querySelectorAll<Control>('input, select') ?? [])
    if (names.has(control.name)) putBack(control)
}

/** Sets a control as it was prerendered. */
export function putBack(control: Control): void {
  if (control instanceof HTMLInputElement) {
    control.value = control.defaultValue
    control.checked = control.defaultChecked
  } else for (const option of control.options) option.selected = option.defaultSelected
}

/** The actions of the buttons of a run, by their labels. */
const RUN: Readonly<Record<string, Press>> = {
  Play: (figure) => figure.play(),
  Step: (figure) => figure.step(),
  Reset: (figure) => figure.reset(),
  'New draw': (figure) => figure.newDraw(),
}

/** The action that a button is labelled with. After hydration the same element may be Pause. */
function pressOf(button: HTMLElement): Press | undefined {
  const { preset } = button.dataset
  if (preset !== undefined) return (figure) => figure.apply(preset)
  return RUN[button.ariaLabel ?? '']
}
