import { type FrontMatter, inOrder, type OutlineEntry, type Problem, problemAt } from './contents'
import type { PageContent } from './tags'

interface PageModule {
  readonly default: PageContent
  readonly frontMatter: FrontMatter
  readonly outline: readonly OutlineEntry[]
}

/** A problem with the content of its page. */
export interface ProblemPage extends Problem {
  readonly Content: PageContent
}

/** The page of every problem, by its folder. Only the build imports it: the browser receives pages as HTML, not as script. */
const modules = import.meta.glob<PageModule>('../../problems/*/page.mdx', { eager: true })

/** All problems in the order of the book, including those only announced. */
export const problemPages: readonly ProblemPage[] = inOrder(
  Object.entries(modules).map(([path, { default: Content, frontMatter, outline }]) => ({
    ...problemAt(path.split('/').at(-2) ?? path, frontMatter, outline),
    Content,
  })),
)
