import { figuresAskedIn, names, type Placed, usePageData } from '../pageData'

interface AskProps extends Placed {
  readonly name: string
}

/** A question. Its panel is an island: prerendered, and hydrated when it gets the focus. */
export function Ask({ name, at }: AskProps) {
  const data = usePageData()
  const question = Object.hasOwn(data.questions, name) ? data.questions[name] : undefined
  if (!question) {
    data.fault(at, `problem "${data.problem.id}" has no question "${name}" (it has: ${names(data.questions)})`)
    return null
  }
  const holds = figuresAskedIn(question)
  for (const figure of holds.filter((figure) => !Object.hasOwn(data.experiments, figure)))
    data.fault(
      at,
      `the question "${name}" names the experiment "${figure}", which does not exist (there is: ${names(data.experiments)})`,
    )
  const island = {
    id: `question-${name}`,
    'data-ask': name,
    'data-question-kind': question.kind,
    'data-holds': holds.join(' ') || undefined,
  }
  const panel = { __html: data.question(name, at) }
  return (
    <>
      <p className="scriptless">
        Answers are judged in JavaScript, which is off here or could not be loaded. The solution opens without it.
      </p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the panel's own prerendering. */}
      <div className="question-place" {...island} dangerouslySetInnerHTML={panel} />
    </>
  )
}
