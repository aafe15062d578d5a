import { type KeyboardEvent, type PointerEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Measure } from '../../experiment'
import { withModifier } from '../keys'
import { exactText, quantityText } from '../wording/display'
import { Formula } from '../wording/Formula'
import { type LineName, lineName } from '../wording/lineName'
import { type Row, zText } from '../wording/rows'
import type { Scale } from './axes/scale'
import { nearestIndex, tipLeft } from './geometry'
import { useAway } from './useAway'
import './tip.css'

/** The values of a chart at one point of its x axis. */
export interface Probe {
  readonly x: number
  readonly heading: string
  readonly lines: readonly ProbeLine[]
  readonly beside: readonly Beside[]
  readonly says: string
}

/** The value of a pinned run or of an answer at the place pointed at. */
export interface Beside {
  readonly key: string
  /** "before", "your answer" */
  readonly who: string
  readonly says: string
}

/** The value of one measure at the place pointed at. */
export interface ProbeLine extends LineName {
  readonly measured: string
  readonly theory: string
  readonly z: string
}

/** The points that can be selected, from left to right, and the values at each. */
export interface Probes {
  readonly xs: readonly number[]
  tell(index: number): Probe
}

/** The values of a measure at one row of its table. */
export function probeLine(measure: Measure & { readonly name: string }, order: number, row: Row): ProbeLine {
  return {
    ...lineName(measure, order),
    measured: row.note ?? (row.measured ? quantityText(measure, row.measured) : ''),
    theory: row.theory === undefined ? '' : exactText(measure, row.theory),
    z: zText(row.z),
  }
}

/** A probe, with its sentence for screen readers. */
export function probeOf(
  x: number,
  heading: string,
  lines: readonly ProbeLine[],
  beside: readonly Beside[] = [],
): Probe {
  const said = lines.map(({ label, measured, theory, z }) =>
    [`${label}`, measured && `measured ${measured}`, theory && `theory ${theory}`, z && `z = ${z}`]
      .filter(Boolean)
      .join(', '),
  )
  const others = beside.map(({ who, says }) => `${who} ${says}`)
  return { x, heading, lines, beside, says: `${heading}: ${[...said, ...others].join('; ')}` }
}

/**
 * Selects a point by the pointer (the nearest), the arrow keys, Home and End. Escape, and a tap outside of `element`, clear the selection. `asked` is
 * called with the position of the selected point.
 */
export function useProbe(
  element: RefObject<HTMLElement | null>,
  probes: Probes,
  sx: Scale | undefined,
  asked?: (at: number | undefined) => void,
) {
  const [at, setPoint] = useState<number>()
  const [moved, setMoved] = useState(false)
  const { xs } = probes
  const setAt = (x: number | undefined) => {
    setPoint(x)
    asked?.(x)
  }
  const index = at === undefined || xs.length === 0 ? undefined : nearestIndex(xs, at)
  const goTo = (i: number) => {
    setMoved(true)
    setAt(xs[Math.max(0, Math.min(xs.length - 1, i))])
  }
  const away = () => setAt(undefined)
  useAway(at !== undefined, element, away)
  const point = (event: PointerEvent<HTMLElement>) => {
    if (!sx || xs.length === 0) return
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left
    setMoved(false)
    setAt(xs[nearestIndex(xs.map(sx), px)])
  }
  return {
    active: index === undefined ? undefined : probes.tell(index),
    moved,
    handlers: {
      onPointerMove: point,
      onPointerDown: point,
      onPointerLeave({ pointerType }: PointerEvent<HTMLElement>) {
        // Lifting a finger fires pointerleave as well: keep the point that it selected.
        if (pointerType === 'mouse') away()
      },
      onBlur: away,
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (withModifier(event)) return
        const here = index ?? (event.key === 'ArrowLeft' ? xs.length : -1)
        const target = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: xs.length - 1 }[event.key]
        if (event.key === 'Escape' && index !== undefined) away()
        else if (target !== undefined && xs.length > 0) goTo(target)
        else return
        event.preventDefault()
      },
    },
  }
}

/** The numbers beside the pointer, inside the box. */
export function Tip({ probe, x, width }: { readonly probe: Probe; readonly x: number; readonly width: number }) {
  const element = useRef<HTMLDivElement>(null)
  // Its own width is known once it is laid out.
  useLayoutEffect(() => {
    const tip = element.current
    if (tip) tip.style.left = `${tipLeft(x, tip.offsetWidth, width)}px`
  })
  const { heading, lines, beside } = probe
  const [many, predicted] = [lines.length > 1, lines.some(({ theory }) => theory !== '')]
  return (
    <div className="chart-tip" ref={element} aria-hidden="true">
      <p>{heading}</p>
      {lines.length > 0 && (
        <table>
          <thead>
            <tr>
              {many && <th />}
              <th>measured</th>
              {predicted && <th>theory</th>}
              {predicted && <th>z</th>}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, label, short, symbol, order, measured, theory, z }) => (
              <tr key={name}>
                {many && (
                  <th className={`chart-tip-name series-${order}`}>
                    {short ?? (symbol ? <Formula tex={symbol} /> : label)}
                  </th>
                )}
                <td>{measured}</td>
                {predicted && <td>{theory}</td>}
                {predicted && <td>{z}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {beside.length > 0 && (
        <ul className="chart-tip-beside">
          {beside.map(({ key, who, says }) => (
            <li key={key}>{`${who}: ${says}`}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
