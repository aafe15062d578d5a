type ChartCode = typeof import('./Frame')

let code: Promise<ChartCode> | undefined

/** Loads what draws frames and axes, once. `retry` loads a module again if that fails. Rejects if it cannot be loaded; it may be asked again. */
export function loadChartCode(retry: (load: () => Promise<ChartCode>) => Promise<ChartCode> = (load) => load()) {
  code ??= retry(() => import('./Frame'))
  code.catch(() => {
    code = undefined
  })
  return code
}
