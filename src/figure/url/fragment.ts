import type { Experiment } from '../../experiment'
import type { FigureSetting } from './address'
import type { ContentStore } from './contentStore'

/** What a link brings is taken up to here, as pictures are written: base64url. */
const MOST = 16
const PICTURE = /^[\w-]{1,4096}$/

/**
 * The pictures of a setting and of its pinned runs, as the fragment of a link brings them: "AAAA&BBBB". No browser sends a fragment to a server, so a friend
 * sees the picture and nobody else does. The query has their marks. Texts stay where they are.
 */
export function fragmentOf(experiment: Experiment, setting: FigureSetting): string {
  const pictures = Object.keys(experiment.params).filter((name) => experiment.params[name]?.kind === 'picture')
  const given = [setting, ...setting.pins].flatMap(({ values }) => pictures.map((name) => String(values[name] ?? '')))
  return [...new Set(given)].filter((text) => text !== '').join('&')
}

/** Puts on the store what a link brings, where marks find it. */
export function readFragment(fragment: string, store: ContentStore): void {
  for (const text of fragment.split('&').slice(0, MOST)) if (PICTURE.test(text)) store.put(text)
}
