/** Whether a key is the browser's or the system's (Alt and an arrow go back a page): a chart leaves it alone. */
export const withModifier = (event: {
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}): boolean => event.altKey || event.ctrlKey || event.metaKey
