/** The browser's storage, where there is one that may be used. */
export function browserStorage(): globalThis.Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
