/** All files of one build of the book. */
export interface Edition {
  /** Differs between builds with different files. */
  readonly name: string
  /** The integrity ("sha256-...") of every file by its path from the root of the book; a page by its folder: "problems/3-weight-initialization/". */
  readonly files: Readonly<Record<string, string>>
}

/** The path of the page at a path, without the name of its file. */
export const pageAt = (path: string): string => path.replace(/(^|\/)index\.html$/, '$1')

/** Where the page at a path without its last slash is: "problems/3-weight-initialization/". Undefined if there is none. */
export function withSlash({ files }: Edition, path: string): string | undefined {
  return Object.hasOwn(files, `${path}/`) ? `${path}/` : undefined
}

/** Whether the name of a file contains a hash of its content, so that a file of that name never changes. */
export const isHashed = (path: string): boolean => path.startsWith('assets/')
