import { encode } from 'uqr'

/** The quiet zone that the standard asks for, in modules. */
export const QUIET = 4

/** A QR code (ISO/IEC 18004, error correction level M) as a path of unit squares, one a dark module, with its quiet zone around it. */
export interface QrCode {
  readonly text: string
  /** The side with the quiet zone, in modules. */
  readonly size: number
  readonly path: string
}

/** The QR code of a text. Throws if the text is too long for one, which is 2331 bytes. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { text, size, path }
}
