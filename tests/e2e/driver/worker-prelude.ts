/**
 * Put before the worker's own script: it keeps the WebGL contexts that are made, what the worker hears and says, and stands between two
 * readings where a test wants it to, so that something can happen in the middle of a run.
 */
export const WATCHED_WORKER = `
const open = Promise.resolve()
self.watched = {
  contexts: [], heard: [], said: [], gate: open, afterReading: undefined,
  hold() { this.gate = new Promise((resolve) => { this.release = () => { this.gate = open; resolve() } }) },
}
self.addEventListener('message', ({ data }) => self.watched.heard.push({ kind: data.kind, runId: data.runId }))
const getContext = OffscreenCanvas.prototype.getContext
OffscreenCanvas.prototype.getContext = function (...args) {
  const context = getContext.apply(this, args)
  if (context) self.watched.contexts.push(context)
  return context
}
const say = self.postMessage.bind(self)
self.postMessage = (message, ...rest) => {
  self.watched.said.push({ kind: message.kind, runId: message.runId })
  say(message, ...rest)
  if (message.kind !== 'reading') return
  const { afterReading } = self.watched
  self.watched.afterReading = undefined
  afterReading?.(message.runId)
}
// The runner lets the event loop turn by a channel between any two readings.
const send = MessagePort.prototype.postMessage
MessagePort.prototype.postMessage = function (...args) {
  const { gate } = self.watched
  if (gate === open) send.apply(this, args)
  else gate.then(() => send.apply(this, args))
}
`

interface Message {
  readonly kind: string
  readonly runId?: number
}

/** As the prelude leaves it in the worker. */
export interface Watched {
  readonly contexts: readonly WebGL2RenderingContext[]
  readonly heard: readonly Message[]
  readonly said: readonly Message[]
  /** Called once, in the very task in which the next reading is said. */
  afterReading: ((runId: number) => void) | undefined
  /** From here on no further reading is begun, until `release`. */
  hold(): void
  release(): void
}
