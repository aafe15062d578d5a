/** A file that was read, or why not, in a sentence. */
export type ReadFile = { readonly text: string } | { readonly problem: string }

/** Longer files are not read whole: four bytes are the most that a character takes. */
const BYTES_A_CHARACTER = 4

/** Advice for a file in another encoding. */
const SAVE_AS = 'Save it as UTF-8 in a text editor (Save as, encoding UTF-8), or paste its text'

/** Reads a file as text in UTF-8 or UTF-16, up to `most` characters. Bytes that are no text, and files that cannot be read, give a sentence. */
export async function readText(file: File, most: number): Promise<ReadFile> {
  try {
    const bytes = await file.slice(0, most * BYTES_A_CHARACTER).arrayBuffer()
    const whole = bytes.byteLength === file.size
    // A file that is cut may be cut inside a character: streaming keeps the rest back.
    const text = new TextDecoder(encodingOf(new Uint8Array(bytes)), { fatal: true }).decode(bytes, { stream: !whole })
    if (text.includes('\0')) return { problem: `${file.name} is no text in UTF-8. ${SAVE_AS}.` }
    return text.trim() === '' ? { problem: `${file.name} is empty.` } : { text }
  } catch (error) {
    if (error instanceof TypeError) return { problem: `${file.name} is no text in UTF-8. ${SAVE_AS}.` }
    return { problem: `${file.name} could not be read.` }
  }
}

/** UTF-16 begins with a byte order mark, or has zeros in one half of its bytes: of spaces and of Latin letters. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const begins = bytes.slice(0, 200)
  const zeros = (odd: number) => begins.filter((byte, i) => i % 2 === odd && byte === 0).length
  const many = begins.length / 40
  if (zeros(1) > many && zeros(0) === 0) return 'utf-16le'
  return zeros(0) > many && zeros(1) === 0 ? 'utf-16be' : 'utf-8'
}
