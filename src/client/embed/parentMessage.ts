/** The messages that an embedding page may send to a figure. */
export type ParentMessage = { readonly kind: 'preset'; readonly preset: string } | { readonly kind: 'play' }

/**
 * Reads a message of the embedding page: `{ target: 'trainability', kind: 'preset', preset }` or `{ target: 'trainability', kind: 'play' }`. Undefined
 * for anything else.
 */
export function readParentMessage(data: unknown): ParentMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { target, kind, preset }: { target?: unknown; kind?: unknown; preset?: unknown } = data
  if (target !== 'trainability') return undefined
  if (kind === 'play') return { kind }
  return kind === 'preset' && typeof preset === 'string' ? { kind, preset } : undefined
}
