import { Engine } from './client'
import InlineWorker from './worker.ts?worker&inline'

/** The engine of a page that is one file: the script of its worker is in the page. Takes the place of `page.ts` in such a build. */
export function pageEngine(): Engine {
  return new Engine(() => new InlineWorker({ name: 'trainability' }))
}
