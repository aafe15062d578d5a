import { createContext, useContext } from 'react'
import type { Experiment } from '../experiment'
import type { Problem } from './contents'

/** What the tags of a page know while it is rendered. Rendering happens at build time alone. */
export interface PageData {
  readonly problem: Problem
  readonly experiments: Readonly<Record<string, Experiment>>
  /** TeX as HTML. Throws if it is broken. */
  formula(source: string): string
  /** The panel of a figure, as the client will take it over. */
  figure(name: string): string
  /** The runner of a claim, as the client will take it over. */
  claimRunner(figure: string, name: string): string
  /** Tells of a fault at a place of the page; the build ends with all of them. */
  fault(at: string, message: string): void
}

/** Given to every tag by the page's compiler. */
export interface Placed {
  /** "problems/3-weight-initialization/page.mdx:12:5" */
  readonly at: string
}

/** Hands the data of the page to its tags. */
export const PageDataContext = createContext<PageData | undefined>(undefined)

/** The data of the page that is being rendered. Throws outside of one. */
export function usePageData(): PageData {
  const data = useContext(PageDataContext)
  if (!data) throw new Error('A tag was rendered outside of a page')
  return data
}

/** An experiment of this problem; a wrong name is a fault that names the right ones. */
export function experimentOf(
  { problem, experiments, fault }: PageData,
  name: string,
  at: string,
): Experiment | undefined {
  const found = Object.hasOwn(experiments, name) ? experiments[name] : undefined
  if (!found) fault(at, `problem "${problem.id}" has no experiment "${name}" (it has: ${names(experiments)})`)
  return found
}

/** "variance, sigmoid, depth" */
export const names = (record: object): string => Object.keys(record).join(', ') || 'none'
