let attempts = 0

/**
 * Loads a module, and retries once if that fails. A browser remembers for the life of the page that a module could not be loaded, so the second
 * attempt uses another query. Throws the error of the browser if the retry fails, or if the error does not name the address.
 */
export async function importAgain<Module>(
  load: () => Promise<Module>,
  from: (address: string) => Promise<Module> = (address) => import(/* @vite-ignore */ address),
): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    const address = /https?:\/\/[^\s'"]+/.exec(String(error))?.[0]
    if (address === undefined) throw error
    attempts++
    return from(`${address}${address.includes('?') ? '&' : '?'}again=${attempts}`)
  }
}
