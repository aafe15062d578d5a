/** The query and the fragment of an address, each with its first character, or empty. */
export interface LinkEnd {
  readonly search: string
  readonly hash: string
}

/** What sentences and brackets leave at the end of a link. */
const TRAILING = /(?:[.,;:!?)\]}>"'»”’]|%(?:2E|2C|3B|3A|29|5D|7D|3E|22|27))+$/i

/**
 * Undoes what chat and mail programs do to the end of a link: "&amp;" for "&", everything encoded twice, "%23" for "#", a full stop or a
 * bracket at the end. A link that nothing was done to comes back as it is.
 */
export function mendLink({ search, hash }: LinkEnd): LinkEnd {
  let query = search.replaceAll(/(?:&|%26)amp(?:;|%3B)/gi, '&')
  // No key without "=": all of it was encoded once more.
  if (query.length > 1 && !query.includes('=') && /%(?:25)*3D/i.test(query)) query = decoded(query)
  query = query.replaceAll(/%25([0-9a-f]{2})/gi, '%$1')
  if (hash === '') query = trimmed(query)
  const lost = hash === '' ? /(?:%23|#)([\w-]+)((?:%3F|\?).*)?$/i.exec(query) : null
  if (lost) {
    const [whole, anchor = '', brought = ''] = lost
    return mendLink({ search: query.slice(0, -whole.length), hash: `#${anchor}${decoded(brought)}` })
  }
  return { search: query, hash: trimmed(hash) }
}

const trimmed = (text: string) => text.replace(TRAILING, '')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not an encoding of anything: it is left to be named as it stands.
    return text
  }
}
