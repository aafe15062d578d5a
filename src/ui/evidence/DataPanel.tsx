import { useEffect, useRef, useState } from 'react'
import type { Experiment, Measures, Reading } from '../../experiment'
import { DataTables } from './DataTables'

interface DataPanelProps {
  readonly measures: Measures
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  readonly views: Experiment['views']
  /** The group of this panel: only one panel of a group is open at a time. */
  readonly group: string
}

/** The tables behind the charts. Closed, it holds none: they are thousands of elements, and would follow every reading. */
export function DataPanel({ group, ...numbers }: DataPanelProps) {
  const [open, setOpen] = useState(false)
  const element = useRef<HTMLDetailsElement>(null)
  // It may have been opened before its code was there.
  useEffect(() => setOpen(element.current?.open ?? false), [])
  return (
    <details
      ref={element}
      className="evidence figure-data"
      name={group}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>Show data</summary>
      <div className="evidence-panel data-tables">{open && <DataTables {...numbers} />}</div>
    </details>
  )
}
