/** Callbacks that each wait for a task of their own. */
const waiting: (() => void)[] = []
let done: Promise<void> | undefined

/**
 * Calls back in a task of its own, after those that wait already. The charts of a figure that appear together would be one task of 100 ms.
 * Returns a function that cancels the turn.
 */
export function takeTurn(turn: () => void): () => void {
  waiting.push(turn)
  done ??= takeTurns()
  return () => {
    const at = waiting.indexOf(turn)
    if (at >= 0) waiting.splice(at, 1)
  }
}

/** Resolves when nothing waits. */
export const turnsTaken = (): Promise<void> => done ?? Promise.resolve()

async function takeTurns(): Promise<void> {
  while (waiting.length > 0) {
    // React schedules the rendering of one turn before the timer of the next.
    await new Promise((resume) => setTimeout(resume))
    try {
      waiting.shift()?.()
    } catch (error) {
      // One chart that cannot be measured must not keep the others from it.
      console.error(error)
    }
  }
  done = undefined
}
