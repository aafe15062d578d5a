import { type FocusEvent, type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the keyboard in a part of the page: where the focused control goes or is disabled, as Remove, Dismiss and Check do, the focus passes to the
 * control that has taken its place in the list, to the last one of the list, or to the first of `heirsOf`, selectors, that is there. Returns the
 * handler of `onFocus`.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, heirsOf: (lost: Element) => readonly string[]) {
  const last = useRef<{
    readonly control: Element
    readonly heirs: readonly string[]
    readonly place: ListPlace | undefined
  }>(undefined)
  useEffect(() => {
    const { activeElement: active, body } = document
    if (!last.current) return
    const { control, heirs, place } = last.current
    if (control.isConnected && !control.matches(':disabled')) return
    last.current = undefined
    if (active !== body && active !== control) return
    const found = heirs.map((heir) => root.current?.querySelector<HTMLElement>(heir))
    const next = (place && inPlace(place)) ?? found.find((heir) => heir && !heir.matches(':disabled'))
    next?.focus({ preventScroll: true })
  })
  return ({ target }: FocusEvent): void => {
    last.current = { control: target, heirs: heirsOf(target), place: placeOf(target) }
  }
}

/** The place of a control in a list: the item of the list, and the control in the item, counted from its end (-1 is the last). */
interface ListPlace {
  readonly list: Element
  readonly item: number
  readonly control: number
}

const CONTROLS = 'button, input, select, a[href]'

function placeOf(control: Element): ListPlace | undefined {
  const item = control.closest('li')
  const list = item?.parentElement
  const controls = [...(item?.querySelectorAll(CONTROLS) ?? [])]
  if (!item || !list || !controls.includes(control)) return undefined
  return { list, item: [...list.children].indexOf(item), control: controls.indexOf(control) - controls.length }
}

/** The control at a place now; in a list that is shorter, of its last item. undefined if there is none, or it is disabled. */
function inPlace({ list, item, control }: ListPlace): HTMLElement | undefined {
  if (!list.isConnected) return undefined
  const now = list.children[Math.min(item, list.children.length - 1)]
  const found = [...(now?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].at(control)
  return found?.matches(':disabled') ? undefined : found
}
