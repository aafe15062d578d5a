/** A file of the book could not be loaded, or one that it imports. The message is a sentence for the reader; the error of the browser is its cause. */
export class LoadError extends Error {
  override readonly name = 'LoadError'
  constructor(cause: unknown) {
    super('A file of the book could not be loaded.', { cause })
  }
}

let attempts = 0

/**
 * Loads a module, and retries once if that fails. Firefox remembers for the life of a page or a worker that a module could not be loaded, so the second
 * attempt uses another query. Where a module that it imports was lost, which Firefox names in its error and remembers as well, the attempt is
 * repeated as it was. Throws a LoadError if the retry fails; an exception of the module itself is thrown as it is.
 */
export async function importAgain<Module>(
  load: () => Promise<Module>,
  from: (address: string) => Promise<Module> = (address) => import(/* @vite-ignore */ address),
): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    const address = /https?:\/\/[^\s'"]+/.exec(String(error))?.[0]
    if (address === undefined && !/importing a module script failed/i.test(String(error))) throw error
    attempts++
    const again =
      address !== undefined && imports(load, address)
        ? from(`${address}${address.includes('?') ? '&' : '?'}again=${attempts}`)
        : load()
    return again.catch((lost) => {
      throw new LoadError(lost)
    })
  }
}

/** Whether a function imports the module at an address itself, as its source says. */
const imports = (load: () => unknown, address: string): boolean =>
  String(load).includes(new URL(address).pathname.split('/').at(-1) ?? '')
