import { mendLink } from '../figure/url/mendLink'

/** Repairs an address that a chat or mail program mangled, before anything reads it. */
export function mendAddress(): void {
  const { pathname, search, hash } = location
  const mended = mendLink({ search, hash })
  if (mended.search === search && mended.hash === hash) return
  history.replaceState(history.state, '', pathname + mended.search + mended.hash)
  const [anchor = ''] = mended.hash.slice(1).split('?')
  if (mended.hash !== hash) document.getElementById(anchor)?.scrollIntoView()
}
