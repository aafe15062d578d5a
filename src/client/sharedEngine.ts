import type { Engine } from '../engine/client'
import { pageEngine } from '../engine/page'
import { readBackend } from '../figure/url/backendKey'

let engine: Engine | undefined

/** The one engine of this page, on the backend of its address. */
export function sharedEngine(): Engine {
  if (engine) return engine
  engine = pageEngine()
  engine.choose(readBackend(location.search))
  return engine
}
