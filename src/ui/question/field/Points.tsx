import { Prose, type SetFormula } from '../../prose/Prose'
import './options.css'

interface PointsProps {
  readonly points: readonly string[]
  readonly formula: SetFormula
  /** The points that the reader has ticked. */
  readonly found: readonly number[]
  tick(found: readonly number[]): void
}

/** The key points of an explanation, which the reader compares with their own words. */
export const Points = ({ points, formula, found, tick }: PointsProps) => (
  <fieldset className="question-points">
    <legend>Key points</legend>
    {points.map((text, index) => (
      <label key={text}>
        <input
          type="checkbox"
          checked={found.includes(index)}
          onChange={({ currentTarget }) =>
            tick(currentTarget.checked ? [...found, index] : found.filter((other) => other !== index))
          }
        />
        <span>
          <Prose text={text} formula={formula} />
        </span>
      </label>
    ))}
  </fieldset>
)
