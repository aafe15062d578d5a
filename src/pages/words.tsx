import { Formula, Prose } from '../ui/prose/Prose'
import { usePageData } from './pageData'

export { Formula }

interface WordsProps {
  /** Prose with formulas between dollar signs. */
  readonly text: string
  readonly at: string
}

/** Renders a sentence of an attribute or of an experiment, with its formulas. A broken one is a fault of the page. */
export function Words({ text, at }: WordsProps) {
  const { formula, fault } = usePageData()
  const set = (source: string) => {
    try {
      return formula(source)
    } catch (error) {
      fault(at, error instanceof Error ? error.message : String(error))
      return ''
    }
  }
  if (text.split('$').length % 2 === 0) fault(at, `a dollar sign has no partner in "${text}"`)
  return <Prose text={text} formula={set} />
}
