import { encode } from 'uqr'
import { phoneLink } from './address'

/** The quiet zone that the standard asks for, in modules. */
export const QUIET = 4

/** A QR code (ISO/IEC 18004, error correction level M) as a path of unit squares, one a dark module, with its quiet zone around it. */
export interface QrCode {
  readonly text: string
  /** The side with the quiet zone, in modules. */
  readonly size: number
  readonly path: string
}

/** The most bytes of a code that a phone reads from a wall: 85 modules a side. */
const MOST_BYTES = 504

/**
 * The text of a QR code: the address of a place on the page. The setting of a figure that is too long, as with a picture in it, is left out
 * (`short`).
 */
export function phoneCode(
  here: string,
  link: string,
  base: string | undefined,
): { readonly text: string; readonly short: boolean } {
  const text = phoneLink(here, link, base)
  if (new TextEncoder().encode(text).length <= MOST_BYTES) return { text, short: false }
  const [anchor = ''] = (link.split('#')[1] ?? '').split('?')
  return { text: phoneLink(here, `#${anchor}`, base), short: true }
}

/** The QR code of a text. Throws if the text is too long for one, which is 2331 bytes. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { text, size, path }
}
