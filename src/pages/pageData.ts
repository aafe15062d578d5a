import { createContext, useContext } from 'react'
import type { Experiment, Question, Questions } from '../experiment'
import type { Problem } from './contents'

/** The data available to the tags of a page while it is rendered, which happens only at build time. */
export interface PageData {
  readonly problem: Problem
  readonly experiments: Readonly<Record<string, Experiment>>
  readonly questions: Questions
  /** Renders TeX to HTML. Throws if the formula is broken. */
  formula(source: string): string
  /** The prerendered panel of a figure. */
  figure(name: string): string
  /** The prerendered button and evidence of a claim. */
  claimRunner(figure: string, name: string): string
  /** The prerendered panel of a question. A broken formula in it is a fault at the position. */
  question(name: string, at: string): string
  /** Reports a fault at a position in the page. The build fails with a list of all faults. */
  fault(at: string, message: string): void
}

/** A prop that the page's compiler adds to every tag. */
export interface Placed {
  /** The position of the tag: "problems/3-weight-initialization/page.mdx:12:5" */
  readonly at: string
}

/** Provides the data of the page to its tags. */
export const PageDataContext = createContext<PageData | undefined>(undefined)

/** The data of the page being rendered. Throws outside of a page. */
export function usePageData(): PageData {
  const data = useContext(PageDataContext)
  if (!data) throw new Error('A tag was rendered outside of a page')
  return data
}

/** Returns an experiment of this problem. A wrong name is reported as a fault that lists the legal names. */
export function experimentOf(
  { problem, experiments, fault }: PageData,
  name: string,
  at: string,
): Experiment | undefined {
  const found = Object.hasOwn(experiments, name) ? experiments[name] : undefined
  if (!found) fault(at, `problem "${problem.id}" has no experiment "${name}" (it has: ${names(experiments)})`)
  return found
}

/** The figures that an answer is drawn or run in. They hold back what they show until the question is answered. */
export function figuresAskedIn(question: Question): readonly string[] {
  const drawn = (question.draws ?? []).map(({ figure }) => figure)
  const run = question.runs ? [question.runs.figure] : []
  return [...new Set([...drawn, ...run, ...(question.kind === 'sketch' ? [question.figure] : [])])]
}

/** Lists the keys of an object: "variance, sigmoid, depth" */
export const names = (record: object): string => Object.keys(record).join(', ') || 'none'
