import type { Experiment } from '../../experiment'
import type { FigureSetting } from './address'
import type { ContentStore } from './contentStore'

/** The maximum number of pictures read from a link. Pictures are written in base64url. */
const MAX_PICTURES = 16
const PICTURE = /^[\w-]{1,4096}$/

/**
 * The pictures of a setting and of its pinned runs, as the fragment of a link: "AAAA&BBBB". Browsers do not send fragments to servers, so only the
 * friend who opens the link sees the picture. The query contains the marks of the pictures. Texts are not included.
 */
export function fragmentOf(experiment: Experiment, setting: FigureSetting): string {
  const pictures = Object.keys(experiment.params).filter((name) => experiment.params[name]?.kind === 'picture')
  const given = [setting, ...setting.pins].flatMap(({ values }) => pictures.map((name) => String(values[name] ?? '')))
  return [...new Set(given)].filter((text) => text !== '').join('&')
}

/** Stores the pictures of a link, so that the marks in its query can be read. */
export function readFragment(fragment: string, store: ContentStore): void {
  for (const text of fragment.split('&').slice(0, MAX_PICTURES)) if (PICTURE.test(text)) store.put(text)
}
