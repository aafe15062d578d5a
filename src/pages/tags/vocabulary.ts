interface Vocable {
  /** The purpose of the tag in one sentence, for the reference. */
  readonly says: string
  /** `block`: on lines of its own. `words`: within a sentence. */
  readonly stands: 'block' | 'words'
  /** The required attributes; there are no others. */
  readonly required: readonly string[]
  /** The attributes that contain prose: quotes are curled, and formulas are between dollar signs. */
  readonly text: readonly string[]
  readonly example: string
}

/** The tags that authors can use in a page. */
export const VOCABULARY = {
  Problem: {
    says: 'The problem, restated: every equation, index convention and part letter of the print.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Problem>\n\nLet $y = W[I]\\,x[I]$ ...\n\n</Problem>',
  },
  Part: {
    says: 'A part of the problem. An id of one letter is its letter in the print. It ends with a Takeaway.',
    stands: 'block',
    required: ['id', 'title'],
    text: ['title'],
    example: '<Part id="a" title="The scale of the weights">\n\n...\n\n</Part>',
  },
  AsPrinted: {
    says: 'A slip of the print: as printed, as meant, why. In the margin where there is room.',
    stands: 'block',
    required: [],
    text: [],
    example: '<AsPrinted>\n\nThe print says $f_n(L_{n+1})$. It means $f_n(L_{n-1})$.\n\n</AsPrinted>',
  },
  Aside: {
    says: 'A citation or a remark. In the margin where there is room.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Aside>\n\nHe et al. (2015), [arXiv 1512.03385](https://arxiv.org/abs/1512.03385).\n\n</Aside>',
  },
  Hint: {
    says: 'A hint. Closed until the reader opens it.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Hint>\n\nWhat does a factor do to a variance?\n\n</Hint>',
  },
  Solution: {
    says: 'The answer with its derivation. Closed until the reader opens it, open in print.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Solution>\n\n...\n\n</Solution>',
  },
  Step: {
    says: 'One move of a derivation with its reason. Neighbouring steps become one list.',
    stands: 'block',
    required: ['because'],
    text: ['because'],
    example: '<Step because="The weights are independent.">\n\n$$\n\\operatorname{Var} y = d\\sigma^2\n$$\n\n</Step>',
  },
  Assumption: {
    says: 'An assumption where it is used, and what breaks without it.',
    stands: 'block',
    required: ['breaks'],
    text: ['breaks'],
    example: '<Assumption breaks="A bias shifts the mean.">\n\n**No bias.** ...\n\n</Assumption>',
  },
  Takeaway: {
    says: 'What to take along from a part: two or three sentences to remember.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Takeaway>\n\nScale weights by $1/\\sqrt d$.\n\n</Takeaway>',
  },
  Scene: {
    says: 'Text that is a slide of its own in the lecture, where the derivation of the slides would leave it to the speaker. On the page it is like other text.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Scene>\n\nTwo networks, one loss. Which of them learns?\n\n</Scene>',
  },
  Notes: {
    says: 'Notes for the speaker window, of the moment before them. Not shown on the page.',
    stands: 'block',
    required: [],
    text: [],
    example: '<Notes>\n\nWait for the hands, then press R.\n\n</Notes>',
  },
  Letter: {
    says: 'A line of the table of letters of the page, right after the problem. Neighbouring letters become one table.',
    stands: 'block',
    required: ['of', 'means'],
    text: ['of', 'means'],
    example: '<Letter of="$\\sigma$" means="the standard deviation of one weight" />',
  },
  Experiment: {
    says: 'The place of a figure, by the name of its folder.',
    stands: 'block',
    required: ['name'],
    text: [],
    example: '<Experiment name="variance" />',
  },
  Preset: {
    says: 'Words of a sentence that set a figure to one of its presets.',
    stands: 'words',
    required: ['of', 'name'],
    text: [],
    example: '<Preset of="variance" name="forgot-to-scale">leave the scale out</Preset>',
  },
  Claim: {
    says: 'A sentence that the reader and the tests can try. Neighbouring claims become one list.',
    stands: 'block',
    required: ['of', 'name'],
    text: [],
    example: '<Claim of="variance" name="unit" />',
  },
  Ask: {
    says: 'The place of a question, by its name in `questions.ts`. Before the hints and the solution that answer it.',
    stands: 'block',
    required: ['name'],
    text: [],
    example: '<Ask name="scale" />',
  },
} as const satisfies Record<string, Vocable>

/** The name of a tag. */
export type TagName = keyof typeof VOCABULARY

/** Returns the rules of a tag; undefined if there is no such tag. */
export function vocable(name: string): Vocable | undefined {
  return Object.entries<Vocable>(VOCABULARY).find(([tag]) => tag === name)?.[1]
}
