let attempts = 0

/**
 * Loads a module, again if it failed before. A browser remembers that a module could not be loaded, for as long as the page lives, so the second
 * attempt asks for it under another query. Throws what the browser throws if it fails once more, or if it does not say which address failed.
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
