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

/** Every problem's page, found by its folder. Prose is never shipped as script: the build alone reads this. */
const modules = import.meta.glob<PageModule>('../../problems/*/page.mdx', { eager: true })

/** The problems of the book in order, those announced among them. */
export const problemPages: readonly ProblemPage[] = inOrder(
  Object.entries(modules).map(([path, { default: Content, frontMatter, outline }]) => ({
    ...problemAt(path.split('/').at(-2) ?? path, frontMatter, outline),
    Content,
  })),
)
