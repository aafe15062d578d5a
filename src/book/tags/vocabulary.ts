interface Vocable {
  /** `block`: on lines of its own. `words`: within a sentence. */
  readonly stands: 'block' | 'words'
  /** Attributes, all of them needed. */
  readonly required: readonly string[]
  /** Attributes that are prose: quotes are curled, formulas stand between dollar signs. */
  readonly text: readonly string[]
}

/** What an author may write in a page. */
export const VOCABULARY = {
  Problem: { stands: 'block', required: [], text: [] },
  Part: { stands: 'block', required: ['id', 'title'], text: ['title'] },
  AsPrinted: { stands: 'block', required: [], text: [] },
  Aside: { stands: 'block', required: [], text: [] },
  Hint: { stands: 'block', required: [], text: [] },
  Solution: { stands: 'block', required: [], text: [] },
  Step: { stands: 'block', required: ['because'], text: ['because'] },
  Assumption: { stands: 'block', required: ['breaks'], text: ['breaks'] },
  Takeaway: { stands: 'block', required: [], text: [] },
  Letter: { stands: 'block', required: ['of', 'means'], text: ['of', 'means'] },
  Experiment: { stands: 'block', required: ['name'], text: [] },
  Preset: { stands: 'words', required: ['of', 'name'], text: [] },
  Claim: { stands: 'block', required: ['of', 'name'], text: [] },
} as const satisfies Record<string, Vocable>

export type TagName = keyof typeof VOCABULARY

/** How a tag is written; undefined if there is no such tag. */
export function vocable(name: string): Vocable | undefined {
  return Object.entries<Vocable>(VOCABULARY).find(([tag]) => tag === name)?.[1]
}
