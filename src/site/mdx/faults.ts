import type { PageFile } from './tree'

/** Faults found in a page while it is compiled; they are raised together, so that one build tells of all of them. */
function faultsOf(file: PageFile): string[] {
  const found = file.data.faults
  if (Array.isArray(found)) return found
  const fresh: string[] = []
  file.data.faults = fresh
  return fresh
}

/** Notes a fault, to be raised at the end. */
export function note(file: PageFile, place: string, message: string): void {
  faultsOf(file).push(`${place}: ${message}`)
}

/** Throws if anything was noted. */
export function raise(file: PageFile): void {
  const faults = faultsOf(file)
  if (faults.length > 0) throw new PageFaults(faults)
}

/** What is wrong with a page, a line for each fault. */
export class PageFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'PageFaults'
  }
}
