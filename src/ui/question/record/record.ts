/** The state of a question (`data-state`). `open`: not judged yet. `revealed`: the reader asked for the answer. */
export type QuestionState = 'open' | 'right' | 'wrong' | 'unreadable' | 'revealed'

/** The stored record of a question, from which its panel is restored. */
export interface AnswerRecord {
  /** The answer as it was given: text, the name of an option, or a sketch as JSON. */
  readonly answer: string
  readonly state: QuestionState
  /** The number of answers that could be judged. */
  readonly tries: number
  /** The number of open hints. */
  readonly hints: number
  /** The first answer that could be judged: the reader's prediction. */
  readonly predicted?: string
  /** An answer was wrong, or the answer was revealed before it was found. */
  readonly missed: boolean
  /** The key points that the reader found in their own words. */
  readonly points: readonly number[]
  /** When it last changed, in milliseconds since 1970. */
  readonly at: number
}

/** A question that nobody has answered yet. */
export const UNANSWERED: AnswerRecord = {
  answer: '',
  state: 'open',
  tries: 0,
  hints: 0,
  missed: false,
  points: [],
  at: 0,
}

/** Whether the reader has answered the question or has seen the answer. What is predicted after that is no prediction. */
export const isClosed = ({ state, tries }: AnswerRecord): boolean => tries > 0 || state === 'revealed'

/** The state of a question in the reader's progress. */
export type Standing = 'open' | 'right' | 'missed'

/** `missed` until it was answered right. */
export function standingOf(record: AnswerRecord | undefined): Standing {
  if (!record || !isClosed(record)) return 'open'
  return record.state === 'right' ? 'right' : 'missed'
}
