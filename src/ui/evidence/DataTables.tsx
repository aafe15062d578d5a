import { memo, type ReactNode } from 'react'
import { typeset, useIsPointed } from '../../charts'
import type { Measures, Params, Reading, View } from '../../experiment'
import { layeredOf, tablesOf } from './tables'

interface DataTablesProps {
  readonly measures: Measures
  readonly reading: Reading<Measures> | null
  readonly theory: Partial<Reading<Measures>>
  readonly views?: readonly View<Params, Measures>[]
}

/** The largest number of rows of a table; a matrix has thousands. */
const MOST_ROWS = 300

/** The numbers of a figure: measured, its standard error, theory, z. */
export const DataTables = memo(function DataTables({ measures, reading, theory, views = [] }: DataTablesProps) {
  const layered = layeredOf(views)
  return tablesOf(measures, reading, theory).map(({ name, title, columns, rows }) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; this is a table that scrolls.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by the keyboard.
    <div key={name} className="data-table" role="group" aria-label={title} tabIndex={0}>
      <table>
        <caption>
          {rows.length > MOST_ROWS
            ? `${title} (the first ${MOST_ROWS} of ${rows.length} rows; Export has them all)`
            : title}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <LayerRow key={row.map(({ text }) => text).join(' ')} at={row[layered.get(name) ?? row.length]?.value}>
              {row.map(({ text, value }, i) => (
                <td key={columns[i]}>{value === undefined ? text : <data value={value}>{typeset(text)}</data>}</td>
              ))}
            </LayerRow>
          ))}
        </tbody>
      </table>
    </div>
  ))
})

/** A row of a layer is marked with its layer, and marks it. */
function LayerRow({ at, children }: { readonly at: number | undefined; readonly children: ReactNode }) {
  const [pointed, point] = useIsPointed(at)
  if (at === undefined) return <tr>{children}</tr>
  return (
    <tr data-pointed={pointed || undefined} onPointerEnter={() => point(at)} onPointerLeave={() => point(undefined)}>
      {children}
    </tr>
  )
}
