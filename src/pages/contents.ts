/** The front matter of a page.mdx. */
export interface FrontMatter {
  readonly title: string
  /** The question of the problem in one sentence, as shown on the home page. */
  readonly question: string
  /** The source of the printed problem. */
  readonly source: string
  /** The problem is announced but not written: it has no route and no link. */
  readonly coming: boolean
}

/** A heading listed in the contents of a page. */
export interface OutlineEntry {
  readonly id: string
  /** The title; formulas are between dollar signs. */
  readonly title: string
}

/** A problem in the contents of the book. */
export interface Problem extends FrontMatter {
  /** The name of its folder: "3-weight-initialization". */
  readonly id: string
  readonly number: number
  /** The path from the root of the book: "problems/3-weight-initialization/". */
  readonly route: string
  readonly outline: readonly OutlineEntry[]
}

/** The problems before and after a problem, if there are any. */
export interface Neighbours {
  readonly previous: Problem | undefined
  readonly next: Problem | undefined
}

/** Makes a problem from the name of its folder, its front matter and its headings. Throws if the folder is not named number-words. */
export function problemAt(folder: string, frontMatter: FrontMatter, outline: readonly OutlineEntry[]): Problem {
  const [, number] = /^([1-9]\d*)(?:-[a-z0-9]+)+$/.exec(folder) ?? []
  if (number === undefined)
    throw new Error(
      `problems/${folder}: a problem's folder is named by its number and words, like 3-weight-initialization`,
    )
  return { ...frontMatter, id: folder, number: Number(number), route: `problems/${folder}/`, outline }
}

/** Sorts problems in the order of the book. Throws if two have the same number. */
export function inOrder<P extends Problem>(problems: readonly P[]): readonly P[] {
  const sorted = problems.toSorted((a, b) => a.number - b.number)
  for (const [i, problem] of sorted.entries()) {
    const before = sorted[i - 1]
    if (before?.number === problem.number)
      throw new Error(`problems/${before.id} and problems/${problem.id} have the same number`)
  }
  return sorted
}

/** The problems before and after a problem, written or not. */
export function neighbours(problems: readonly Problem[], id: string): Neighbours {
  const i = problems.findIndex((problem) => problem.id === id)
  return { previous: i > 0 ? problems[i - 1] : undefined, next: i >= 0 ? problems[i + 1] : undefined }
}
