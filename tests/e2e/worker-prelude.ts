/** Put before the worker's own script: it keeps the WebGL contexts that are made, and what the worker says. */
export const WATCHED_WORKER = `
self.watched = { contexts: [], said: [] }
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
}
`

/** As the prelude leaves it in the worker. */
export interface Watched {
  readonly contexts: readonly WebGL2RenderingContext[]
  readonly said: readonly { readonly kind: string; readonly runId?: number }[]
}
