/** The query and the fragment of an address, each with its first character, or empty. */
export interface LinkEnd {
  readonly search: string
  readonly hash: string
}

/** Characters that sentences, brackets and Markdown leave at the end of a link. A browser encodes those that are not ASCII. */
const TRAILING = new RegExp(
  `(?:${[...'"\'.,;:!?*)]}>»”’…。、，；：！？）」』】 '].flatMap(asWritten).join('|')})+$`,
  'i',
)

/** Zero-width characters, which programs insert so that a long link can break. */
const INVISIBLE = new RegExp([...'\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'].flatMap(asWritten).join('|'), 'gi')

/** A character as patterns: itself, and its encoding. */
function asWritten(character: string): readonly string[] {
  const bytes = new TextEncoder().encode(character)
  return [
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  ]
}

/**
 * Undoes what chat and mail programs do to the end of a link: "&amp;" for "&", "=3D" for "=", everything encoded twice, "%23" for "#", a full stop
 * or a bracket at the end, the slash that a server adds to an address with %23, characters of no width inside. An intact link is returned unchanged.
 */
export function mendLink({ search, hash }: LinkEnd): LinkEnd {
  let query = unquoted(search.replaceAll(INVISIBLE, '').replaceAll(/(?:&|%26)amp(?:;|%3B)/gi, '&'))
  // A query without "=" was encoded once more as a whole.
  if (query.length > 1 && !query.includes('=') && /%(?:25)*3D/i.test(query)) query = decoded(query)
  query = query.replaceAll(/%25([0-9a-f]{2})/gi, '%$1')
  if (hash === '') query = trimmed(query)
  const lost = hash === '' ? /(?:%23|#)([\w-]+)((?:%3F|\?).*)?$/i.exec(query) : null
  if (lost) {
    const [whole, anchor = '', brought = ''] = lost
    return mendLink({ search: query.slice(0, -whole.length), hash: `#${anchor}${decoded(brought)}` })
  }
  return { search: query, hash: trimmed(hash.replaceAll(INVISIBLE, '')).replace(/\/+$/, '') }
}

/** Quoted-printable text of a mail writes "=" as "=3D", everywhere, and breaks a line after "=". */
const unquoted = (query: string) =>
  /^\?(?:[^&=]+=3D[^&]*(?:&|$))+$/.test(query) ? query.replaceAll(/=(?!3D)/g, '').replaceAll('=3D', '=') : query

const trimmed = (text: string) => text.replace(TRAILING, '')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not a legal encoding: the text is left as it is, and named in a notice.
    return text
  }
}
