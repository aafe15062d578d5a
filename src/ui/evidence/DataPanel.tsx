import { useRef, useState } from 'react'
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

/** The tables behind the charts. Closed, they hold the theory of the first setting and cost nothing while readings come in. */
export function DataPanel({ measures, reading, theory, views, group }: DataPanelProps) {
  const [open, setOpen] = useState(false)
  const first = useRef(theory)
  return (
    <details className="evidence figure-data" name={group} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show data</summary>
      <div className="evidence-panel data-tables">
        <DataTables
          measures={measures}
          reading={open ? reading : null}
          theory={open ? theory : first.current}
          views={views}
        />
      </div>
    </details>
  )
}
