// @vitest-environment jsdom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ChartBoundary } from '../../../src/charts/ChartBoundary'

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

let isBroken = true

function Chart() {
  if (isBroken) throw new Error('no path')
  return <p>the chart</p>
}

it('keeps the error of one chart to itself, and draws it again when asked', () => {
  const place = document.createElement('div')
  const root = createRoot(place)
  act(() =>
    root.render(
      <>
        <ChartBoundary title="Variance">
          <Chart />
        </ChartBoundary>
        <ChartBoundary title="Gradient">
          <p>another chart</p>
        </ChartBoundary>
      </>,
    ),
  )
  expect(place.textContent).toBe('“Variance” could not be drawn. Draw it againanother chart')
  isBroken = false
  act(() => place.querySelector('button')?.click())
  expect(place.textContent).toBe('the chartanother chart')
  act(() => root.unmount())
})
