import type { Moment } from '../outline/moments'

/** Makes the links of the text that set a figure lead to the scene of that setting. Returns what stops it. */
export function followPresetLinks(moments: readonly Moment[], goTo: (moment: number) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-preset]') : null
    const to = moments.findIndex(
      ({ scene }) => scene?.figure.name === link?.dataset.figure && scene?.preset?.name === link?.dataset.preset,
    )
    if (!link || to < 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    goTo(to)
  }
  addEventListener('click', onClick, { capture: true })
  return () => removeEventListener('click', onClick, { capture: true })
}
