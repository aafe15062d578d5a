/** Counts the calls of a method from now on; returns a function that gives the count. */
export function countCalls<K extends string>(
  of: { [name in K]: (...args: never[]) => unknown },
  method: K,
): () => number {
  let calls = 0
  const original = of[method]
  of[method] = function (this: unknown, ...args) {
    calls++
    return original.apply(this, args)
  }
  return () => calls
}
