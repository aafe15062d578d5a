import type { PageFile } from './tree'

/** The faults found so far while a page is compiled. They are raised together, so that one build reports all of them. */
function faultsOf(file: PageFile): string[] {
  const found = file.data.faults
  if (Array.isArray(found)) return found
  const fresh: string[] = []
  file.data.faults = fresh
  return fresh
}

/** Adds a fault, which `raise` will throw. */
export function note(file: PageFile, place: string, message: string): void {
  faultsOf(file).push(`${place}: ${message}`)
}

/** Throws PageFaults if there are any faults. */
export function raise(file: PageFile): void {
  const faults = faultsOf(file)
  if (faults.length > 0) throw new PageFaults(faults)
}

/** The faults of a page, one line for each. */
export class PageFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'PageFaults'
  }
}
