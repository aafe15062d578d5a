interface FaultProps {
  readonly answer: string
  readonly says: string
  /** The place that could not be read, in UTF-16 code units. */
  readonly at: number
  readonly length: number
}

/** The characters shown on each side of the place. */
const AROUND = 24

/** The characters shown of a longer place. */
const WITHIN = 40

/** What could not be read, and its place in the answer. */
export function Fault({ answer, says, at, length }: FaultProps) {
  const from = Math.max(0, at - AROUND)
  const end = Math.min(answer.length, at + Math.max(length, 1))
  const to = Math.min(answer.length, end + AROUND)
  const isLong = end - at > WITHIN
  return (
    <>
      <p>{says}</p>
      {answer.trim() !== '' && (
        <p className="fault-place" dir="ltr" translate="no">
          <span className="spoken">The place in your answer: </span>
          <code>
            <span>{(from > 0 ? '…' : '') + answer.slice(from, at)}</span>
            <mark>{answer.slice(at, isLong ? at + WITHIN : end) || '\u00a0'}</mark>
            <span>{isLong ? '…' : answer.slice(end, to) + (to < answer.length ? '…' : '')}</span>
          </code>
        </p>
      )}
    </>
  )
}
