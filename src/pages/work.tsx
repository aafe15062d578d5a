/** The section of the first page with the reader's work and its buttons. Without script nothing is stored. */
export function YourWork() {
  return (
    <section className="work" aria-labelledby="your-work">
      <h2 id="your-work">Your work</h2>
      <p data-work-summary>Nothing is kept yet: you have not answered a question.</p>
      <p className="work-kept">
        Your answers, your notes and your place are stored in this browser, and nowhere else. A file takes them to
        another one.
      </p>
      <div className="work-buttons">
        <button type="button" data-work="export">
          Save to a file
        </button>
        <button type="button" data-work="import">
          Read a file
        </button>
        <button type="button" data-work="forget">
          Forget everything
        </button>
        <input type="file" accept="application/json,.json" data-work-file aria-label="A file of answers" hidden />
      </div>
      <AskFirst />
      <p className="work-says" role="status" data-work-says />
    </section>
  )
}

/** The switch of what figures hold back. */
export const AskFirst = () => (
  <p className="ask-first">
    <label>
      <input type="checkbox" data-ask-first defaultChecked />
      <span>Ask me first: a figure shows nothing until I have answered the question that it settles</span>
    </label>
  </p>
)

interface AskedAgainProps {
  /** The problem whose questions are asked again; undefined for all. */
  readonly problem?: string
  /** The number of questions. */
  readonly count: number
}

/** The place where questions are asked again, those missed first. Nothing is loaded before the reader begins. */
export function AskedAgain({ problem, count }: AskedAgainProps) {
  if (count === 0) return null
  return (
    <section className="again" aria-labelledby="asked-again" data-review={problem ?? ''}>
      <h2 id="asked-again">Asked again</h2>
      <p>
        {problem === undefined ? 'What to take along from the whole book' : 'What to take along from this page'}, as
        questions: those that you missed come first.
      </p>
      <p className="again-start">
        <button type="button" data-review-start>
          Ask me again
        </button>
      </p>
      {problem !== undefined && <AskFirst />}
      <div data-review-place />
    </section>
  )
}

interface ProgressProps {
  readonly problem: string
  /** The names of its questions, in the order of the page. */
  readonly questions: readonly string[]
  readonly route: string
}

/** How far the reader is in a problem: a mark for each question. The words are filled in by script. */
export function Progress({ problem, questions, route }: ProgressProps) {
  if (questions.length === 0) return null
  return (
    <p className="progress" data-progress={problem}>
      <span className="progress-marks" aria-hidden="true">
        {questions.map((name) => (
          <i key={name} data-of={`${problem}/${name}`} />
        ))}
      </span>{' '}
      <span data-progress-words>{questions.length === 1 ? 'One question' : `${questions.length} questions`}</span>{' '}
      <a href={`./${route}`} data-go-on hidden>
        Go on
      </a>
    </p>
  )
}
