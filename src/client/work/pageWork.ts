import { browserStorage } from '../browserStorage'
import { WorkStore } from './workStore'

let store: WorkStore | undefined

/** The reader's work, one store for the page. */
export const pageWork = (): WorkStore => {
  store ??= new WorkStore(browserStorage(), window)
  return store
}
