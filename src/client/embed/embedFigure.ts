import { readEmbed } from '../../figure/url/embedAddress'
import { findEmbedded } from './findEmbedded'
import { type ParentMessage, readParentMessage } from './parentMessage'
import { relayedKey } from './relayedKey'

/** Obeys a message of the embedding page to a figure. */
type Obey = (place: HTMLElement, message: ParentMessage) => void

/**
 * Shows one figure of the page alone, as `?embed=` asks, and connects it with the embedding page. The page is hidden by its style sheet until
 * then. Where there is no such figure or view, a message lists those that there are.
 */
export function embedFigure(obey: Obey): void {
  const request = readEmbed(location.search)
  const main = document.querySelector('main')
  if (!request || !main) return
  const { place, missing } = findEmbedded(document, request)
  document.body.replaceChildren(main)
  main.replaceChildren(place ?? missing)
  if (!place) return
  const page = document.documentElement.dataset
  page.controls = request.controls
  if (request.view !== undefined) page.view = request.view
  document.title = place.querySelector('.figure-title')?.textContent ?? document.title
  if (window.parent !== window) connect(place, request.parent, obey)
}

/** Posts the height of the figure and its keys to the embedding page. Obeys messages of that page if the address names its origin. */
function connect(place: HTMLElement, parent: string | undefined, obey: Obey): void {
  // "null" is the origin of files, and no address.
  const to = parent === undefined || parent === 'null' ? '*' : parent
  const tell = (message: object) => window.parent.postMessage(message, to)

  let told = 0
  new ResizeObserver(() => {
    const height = wantedHeight(place)
    if (height === told) return
    told = height
    tell({ source: 'trainability', kind: 'height', figure: place.dataset.figure, height })
    tell({ subject: 'lti.frameResize', height })
  }).observe(place)

  addEventListener('keydown', (event) => {
    const key = relayedKey(event)
    if (key === undefined) return
    tell({ source: 'trainability', kind: 'key', key })
    // Where the frame itself has to scroll, the keys scroll it too.
    if (document.documentElement.scrollHeight <= innerHeight) event.preventDefault()
  })

  addEventListener('message', ({ data, origin, source }) => {
    if (parent === undefined || source !== window.parent || origin !== parent) return
    const message = readParentMessage(data)
    if (message) obey(place, message)
  })
}

/** Below this width, in px, a figure is laid out for a phone: as tall as it is. From it on it fills the frame. */
const PHONE = 560

/** The height, in px, that an embedded figure wants at its width: 500 at 700, 540 at 960. */
function wantedHeight(place: HTMLElement): number {
  return place.clientWidth < PHONE ? place.scrollHeight : Math.max(500, Math.round((innerWidth * 9) / 16))
}
