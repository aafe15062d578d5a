import { isLocal, phoneLink, storedAddress } from '../../lecture/qr/address'
import { type QrCode, qrCode } from '../../lecture/qr/qrCode'

/**
 * Draws into the place of each figure under `root` the QR code of its address. `link`: query and anchor of a figure; it may throw. Where phones cannot
 * reach the page, and no public address is kept, no code is drawn: it would lead nowhere. Neither is one for an address that is too long, as of a
 * large picture, or for a figure without a link, which could not be loaded.
 */
export function drawCodes(root: ParentNode, link: (figure: string) => string, here = location.href): void {
  const base = storedAddress()
  const leads = base !== undefined || !isLocal(new URL(here))
  for (const place of root.querySelectorAll<HTMLElement>('.figure[id] .figure-code')) {
    const figure = place.closest('.figure')
    const code = leads ? codeOf(() => phoneLink(here, link(figure?.id ?? ''), base)) : undefined
    figure?.toggleAttribute('data-coded', code !== undefined)
    place.replaceChildren(...(code ? [drawing(code)] : []))
  }
}

function codeOf(address: () => string): QrCode | undefined {
  try {
    return qrCode(address())
  } catch (error) {
    console.error(error)
    return undefined
  }
}

const SVG = 'http://www.w3.org/2000/svg'

function drawing({ text, size, path }: QrCode): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`)
  svg.setAttribute('shape-rendering', 'crispEdges')
  svg.dataset.address = text
  const modules = document.createElementNS(SVG, 'path')
  modules.setAttribute('d', path)
  svg.append(modules)
  return svg
}
