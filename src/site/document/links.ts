interface Linked {
  readonly route: string
  readonly body: string
}

/** Checks every link and anchor inside the book. Removes the source positions of the links (`data-at`) from the HTML. */
export function checkLinks<P extends Linked>(pages: readonly P[]): { pages: readonly P[]; faults: readonly string[] } {
  const ids = new Map(pages.map(({ route, body }) => [route, idsOf(body)]))
  const faults = pages.flatMap(({ route, body }) => [
    ...doubles(body).map((id) => `the page /${route} has two elements with the id "${id}"`),
    ...linksOf(body).flatMap(({ href, at }) => {
      const fault = deadEnd(href, route, ids)
      return fault ? [`${at ?? `the page /${route}`}: ${fault}`] : []
    }),
  ])
  return { pages: pages.map((page) => ({ ...page, body: page.body.replaceAll(/ data-at="[^"]*"/g, '') })), faults }
}

/** Why a link is dead; undefined if it is not, or if it leaves the book. */
function deadEnd(href: string, route: string, ids: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  if (/^(https?|mailto):/.test(href)) return undefined
  if (href.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(href))
    return `the link "${href}" is not relative to the page: the book must work under any address`
  const base = `https://book.invalid/deep/enough/`
  const url = new URL(href, `${base}${route}`)
  const target = url.href.startsWith(base) ? url.pathname.slice(new URL(base).pathname.length) : undefined
  const anchors = target === undefined ? undefined : ids.get(target)
  if (!anchors)
    return `the link "${href}" leads to no page (there is: ${[...ids.keys()].map((r) => `/${r}`).join(', ')})`
  const anchor = decodeURIComponent(url.hash.slice(1))
  if (anchor === '' || anchors.has(anchor)) return undefined
  return `the link "${href}" leads to no anchor of /${target} (there is: ${[...anchors].join(', ')})`
}

const ID = /<[a-z][^<>]*? id="([^"]+)"/g

const idsOf = (body: string): ReadonlySet<string> => new Set([...body.matchAll(ID)].map(([, id]) => id ?? ''))

function doubles(body: string): readonly string[] {
  const seen = new Set<string>()
  return [...body.matchAll(ID)].map(([, id]) => id ?? '').filter((id) => seen.size === seen.add(id).size)
}

function linksOf(body: string): readonly { href: string; at: string | undefined }[] {
  return [...body.matchAll(/<a\b([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const href = /\bhref="([^"]*)"/.exec(attributes)?.[1]
    const at = /\bdata-at="([^"]*)"/.exec(attributes)?.[1]
    return href === undefined ? [] : [{ href: href.replaceAll('&amp;', '&'), at }]
  })
}
