import { type Backend, startBackend } from './backend'
import { loadExperiment } from './catalog'
import { DrawCache } from './drawCache'
import type { Command, Report } from './protocol'
import { Runner } from './runner'

/** Posts a report to the page. */
const post = (report: Report) => self.postMessage(report)

/** A macrotask that runs after all messages that have arrived so far. */
const { port1, port2 } = new MessageChannel()
const turn = () =>
  new Promise<void>((resume) => {
    port1.onmessage = () => resume()
    port2.postMessage(undefined)
  })

let runner: Promise<Runner> | undefined

async function start(wanted: Extract<Command, { kind: 'start' }>['backend']): Promise<Runner> {
  const lost = () => post({ kind: 'broken', message: 'The WebGL context was lost.' })
  const backend: Backend = await startBackend(wanted, lost)
  const { tf, isLost, bytes } = backend
  const cache = new DrawCache(tf)
  post({ kind: 'ready', backend: backend.state })
  return new Runner({ cache, tensors: () => tf.memory().numTensors, bytes, isLost, find: loadExperiment, post, turn })
}

self.onmessage = async ({ data }: MessageEvent<Command>) => {
  try {
    if (data.kind === 'start') runner ??= start(data.backend)
    else {
      post({ kind: 'heard' })
      // Loaded while the backend starts; where that fails, the run asks again and says so.
      if (data.kind === 'run') loadExperiment(data.request.experiment).catch(() => {})
      await (await runner)?.handle(data)
    }
  } catch (error) {
    post({ kind: 'broken', message: error instanceof Error ? error.message : String(error) })
  }
}
