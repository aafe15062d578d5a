import { Engine } from './client'

/** The engine of a page, with a real worker. */
export function pageEngine(): Engine {
  return new Engine(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'trainability' }))
}
