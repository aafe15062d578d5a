/** A file that was read, or why not, in a sentence. */
export type ReadFile = { readonly text: string } | { readonly problem: string }

/** Longer files are not read whole: four bytes are the most that a character takes. */
const BYTES_A_CHARACTER = 4

/** Reads a file as UTF-8 text, up to `most` characters. Bytes that are no text, and files that cannot be read, give a sentence. */
export async function readText(file: File, most: number): Promise<ReadFile> {
  try {
    const bytes = await file.slice(0, most * BYTES_A_CHARACTER).arrayBuffer()
    const whole = bytes.byteLength === file.size
    // A file that is cut may be cut inside a character: streaming keeps the rest back.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
    if (text.includes('\0')) return { problem: `${file.name} is no text.` }
    return text.trim() === '' ? { problem: `${file.name} is empty.` } : { text }
  } catch (error) {
    if (error instanceof TypeError) return { problem: `${file.name} is no text in UTF-8.` }
    return { problem: `${file.name} could not be read.` }
  }
}
