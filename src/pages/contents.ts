/** What stands at the head of every page.mdx. */
export interface FrontMatter {
  readonly title: string
  /** One sentence, as the home page asks it. */
  readonly question: string
  /** Where the problem was printed. */
  readonly source: string
  /** Announced, not written: no route, no link. */
  readonly coming: boolean
}

/** A heading that the contents of a page list. */
export interface OutlineEntry {
  readonly id: string
  /** Formulas between dollar signs. */
  readonly title: string
}

/** A problem in the contents of the book. */
export interface Problem extends FrontMatter {
  /** The folder's name: "3-weight-initialization". */
  readonly id: string
  readonly number: number
  /** From the root of the book: "problems/3-weight-initialization/". */
  readonly route: string
  readonly outline: readonly OutlineEntry[]
}

/** The problems before and after one, where there are. */
export interface Neighbours {
  readonly previous: Problem | undefined
  readonly next: Problem | undefined
}

/** A page's place in the book, from its folder's name. Throws if the folder is not named number-words. */
export function problemAt(folder: string, frontMatter: FrontMatter, outline: readonly OutlineEntry[]): Problem {
  const [, number] = /^([1-9]\d*)(?:-[a-z0-9]+)+$/.exec(folder) ?? []
  if (number === undefined)
    throw new Error(
      `problems/${folder}: a problem's folder is named by its number and words, like 3-weight-initialization`,
    )
  return { ...frontMatter, id: folder, number: Number(number), route: `problems/${folder}/`, outline }
}

/** The problems in the order of the book. Throws if two have the same number. */
export function inOrder<P extends Problem>(problems: readonly P[]): readonly P[] {
  const sorted = problems.toSorted((a, b) => a.number - b.number)
  for (const [i, problem] of sorted.entries()) {
    const before = sorted[i - 1]
    if (before?.number === problem.number)
      throw new Error(`problems/${before.id} and problems/${problem.id} have the same number`)
  }
  return sorted
}

/** What comes before and after a problem, written or not. */
export function neighbours(problems: readonly Problem[], id: string): Neighbours {
  const i = problems.findIndex((problem) => problem.id === id)
  return { previous: i > 0 ? problems[i - 1] : undefined, next: i >= 0 ? problems[i + 1] : undefined }
}
