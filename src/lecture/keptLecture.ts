import { type Kept, readKept } from './kept'

const STORAGE = 'trainability.lecture.'

/** Stores the position and the votes of the lecture on a problem in the storage of this tab. If the storage refuses, it lasts until the page is reloaded. */
export class KeptLecture {
  private readonly storageKey: string
  private kept: Kept

  constructor(problem: string) {
    this.storageKey = STORAGE + problem
    this.kept = readKept(stored(this.storageKey), Date.now())
  }

  get now(): Kept {
    return this.kept
  }

  keep(next: Partial<Kept>): void {
    this.kept = { ...this.kept, ...next }
    try {
      sessionStorage.setItem(this.storageKey, JSON.stringify(this.kept))
    } catch {
      // The browser refuses storage: the lecture then starts anew after a reload.
    }
  }
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}
