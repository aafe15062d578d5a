import { lazy } from 'react'
import { loadChartCode } from './chartCode'

/** The chart. Suspends until its code is loaded. */
export const Chart = lazy(async () => ({ default: (await loadChartCode()).Chart }))
