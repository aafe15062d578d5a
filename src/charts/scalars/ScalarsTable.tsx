import { type Measure, type Measures, type ScalarsView, Z_LIMIT } from '../../experiment'
import { answerClass } from '../answer/answerMarks'
import { type ScalarAnswer, scalarAnswers, scalarAnswerText } from '../answer/scalarAnswers'
import type { Drawn } from '../drawn'
import { exactText, quantityText, storageOf } from '../wording/display'
import { asEstimate, type Row, rowsOf, zText } from '../wording/rows'
import { Words } from '../wording/Words'
import './scalars.css'

/** Standard errors on each side of theory that the strip shows. */
const REACH = 6

/** Scalars in numbers, each with a strip that shows how far from theory it is: all strips share one axis, of standard errors. */
export function ScalarsTable({
  view,
  measures,
  reading,
  theory,
  stale,
  values,
  ghosts,
  answers,
}: Drawn & { readonly view: ScalarsView<Measures> }) {
  const declared = view.measures.flatMap((name) => {
    const measure = measures[name]
    return measure?.kind === 'scalar' ? [{ ...measure, name }] : []
  })
  const rows = declared.map((measure) => ({
    measure,
    row: rowsOf(measure, reading?.[measure.name], theory[measure.name])[0],
  }))
  // A column for each answer about one of these.
  const columns = answers.filter(({ lines }) => lines.some((line) => view.measures.includes(line.measure)))
  const compared = declared.some(({ name }) => theory[name] !== undefined)
  return (
    <div className="chart scalars" data-stale={stale || undefined}>
      <table data-compared={compared || undefined}>
        <caption className="chart-title">{view.title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">quantity</span>
            </th>
            <th scope="col">measured</th>
            {compared && (
              <>
                <th scope="col">theory</th>
                <th scope="col">z</th>
                <th scope="col" className="scalars-strip">
                  <span className="visually-hidden">distance from theory</span>
                  <StripAxis />
                </th>
              </>
            )}
            {columns.map(({ question, short, label }) => (
              <th key={question} scope="col" className="is-ghost is-answer" title={label}>
                {short}
              </th>
            ))}
            {ghosts.map(({ short, label }) => (
              <th key={label} scope="col" className="is-ghost" title={label}>
                <span>{short}</span>
                <span className="visually-hidden">{`: ${label}`}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ measure, row }) => (
            <tr key={measure.name}>
              <th scope="row" data-term={measure.term ?? measure.name}>
                <span className="scalars-name" title={measure.label}>
                  <Words {...measure} />
                </span>
              </th>
              <td className="is-measured">{row?.measured ? quantityText(measure, row.measured) : '·'}</td>
              {compared && (
                <>
                  <td className="is-theory" suppressHydrationWarning>
                    {row?.theory === undefined ? '' : exactText(measure, row.theory)}
                  </td>
                  <td>{stale ? '' : zText(row?.z)}</td>
                  <td className="scalars-strip">
                    <Strip
                      z={stale || row?.theory === undefined ? undefined : row.z}
                      answers={
                        stale
                          ? []
                          : scalarAnswers(columns, measure.name, values).map((answer) => ({
                              ...answer,
                              z: zOfAnswer(measure, row, answer),
                            }))
                      }
                    />
                  </td>
                </>
              )}
              {columns.map((column) => {
                const [answer] = scalarAnswers([column], measure.name, values)
                return (
                  <td key={column.question} className="is-ghost is-answer" data-label={column.short}>
                    {answer && scalarAnswerText(measure, answer)}
                  </td>
                )
              })}
              {ghosts.map(({ short, label, reading: pinned }) => {
                const taken = asEstimate(pinned[measure.name])
                return (
                  <td key={label} className="is-ghost" data-label={short}>
                    {taken ? quantityText(measure, taken) : '·'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The distance of an answer from theory, in standard errors of the measurement. */
function zOfAnswer(measure: Measure, row: Row | undefined, { value }: ScalarAnswer): number {
  const stored = storageOf(measure) === 'log10' ? Math.log10(value) : value
  const distance = stored - (row?.theory ?? Number.NaN)
  return distance === 0 ? 0 : distance / (row?.measured?.stderr ?? Number.NaN)
}

/** From z to the 120 units of the strip. */
const stripX = (z: number) => 60 + (Math.max(-REACH, Math.min(REACH, z)) / REACH) * 54

function StripAxis() {
  return (
    <svg className="strip strip-axis" viewBox="0 0 120 16" aria-hidden="true">
      {[-Z_LIMIT, 0, Z_LIMIT].map((z) => (
        <text key={z} x={stripX(z)} y={12} textAnchor="middle">
          {z === 0 ? 'theory' : `${z < 0 ? '−' : '+'}${Z_LIMIT} s.e.`}
        </text>
      ))}
    </svg>
  )
}

interface StripProps {
  readonly z: number | undefined
  readonly answers: readonly (ScalarAnswer & { readonly z: number })[]
}

/** A dot with a whisker of one standard error, theory a broad pale line in the middle, what counts as agreement shaded. */
function Strip({ z, answers }: StripProps) {
  const out = z !== undefined && Math.abs(z) > REACH
  const x = stripX(z ?? 0)
  const side = Math.sign(z ?? 0)
  return (
    <svg className="strip" viewBox="0 0 120 16" aria-hidden="true">
      <rect className="strip-zone" x={stripX(-Z_LIMIT)} y={1} width={stripX(Z_LIMIT) - stripX(-Z_LIMIT)} height={14} />
      <path className="mark mark-theory series-0" d="M60,0V16" />
      {z !== undefined && !Number.isNaN(z) && (
        <>
          {!out && <path className="mark mark-bars series-0" d={`M${stripX(z - 1)},8H${stripX(z + 1)}`} />}
          <path
            className="mark mark-points series-0"
            d={out ? `M${x + side * 5},8l${-side * 7},-4.5v9Z` : `M${x - 3.5},8a3.5,3.5 0 1 0 7,0a3.5,3.5 0 1 0 -7,0`}
          />
        </>
      )}
      {answers
        .filter((answer) => !Number.isNaN(answer.z))
        .map(({ question, first, z: at }) => (
          <path key={question} className={answerClass(first)} d={`M${stripX(at)},1V15`} />
        ))}
    </svg>
  )
}
