import type { BackendName } from '../../engine/protocol'

/** The legal values of `?backend=`. */
export const BACKENDS: readonly BackendName[] = ['webgl', 'wasm', 'cpu']

/** The value of `?backend=` in a query; undefined if it is absent or unknown. */
export function readBackend(search: string): BackendName | undefined {
  const asked = new URLSearchParams(search).get('backend')
  return BACKENDS.find((name) => name === asked)
}

/** Returns the query with `?backend=` set, or removed if `wanted` is undefined. */
export function writeBackend(search: string, wanted: BackendName | undefined): string {
  const query = new URLSearchParams(search)
  if (wanted) query.set('backend', wanted)
  else query.delete('backend')
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
