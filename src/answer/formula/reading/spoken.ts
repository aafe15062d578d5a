/** Numbers by their names. */
const NUMBERS: Readonly<Record<string, string>> = {
  ...counted('zero one two three four five six seven eight nine ten eleven twelve'.split(' '), 0, 1),
  ...counted('thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' '), 13, 1),
  ...counted('twenty thirty forty fifty sixty seventy eighty ninety hundred'.split(' '), 20, 10),
  thousand: '1000',
}

/** Parts of one by their names: a half, two thirds, one sixteenth. */
const PARTS: Readonly<Record<string, string>> = {
  ...counted('half third fourth fifth sixth seventh eighth ninth tenth'.split(' '), 2, 1),
  quarter: '4',
  halve: '2',
  twelfth: '12',
  sixteenth: '16',
  'thirty[\\s-]?second': '32',
  'sixty[\\s-]?fourth': '64',
  hundredth: '100',
}

function counted(names: readonly string[], first: number, step: number): Record<string, string> {
  return Object.fromEntries(names.map((name, k) => [name, String(first + k * step)]))
}

const oneOf = (named: Readonly<Record<string, string>>) =>
  Object.keys(named)
    .sort((a, b) => b.length - a.length)
    .join('|')
const NUMBER = `(?:${oneOf(NUMBERS)})`

/** The number of several words, twenty-four or two hundred and ten; undefined if they are more than one number. */
function numberIn(words: string): string | undefined {
  let [thousands, rest] = [0, 0]
  for (const word of words.split(/[\s-]+/)) {
    const value = Number(NUMBERS[word] ?? 0)
    if (value === 1000) [thousands, rest] = [thousands + 1000 * (rest || 1), 0]
    else if (value === 100) rest = 100 * (rest || 1)
    else if (word !== 'and') {
      const isFree = value < 10 ? rest % 10 === 0 && rest % 100 !== 10 : rest % 100 === 0
      if (!isFree) return undefined
      rest += value
    }
  }
  return String(thousands + rest)
}

type Sign = string | ((found: readonly string[]) => string)

/** A number before a word, which is not part of a formula. */
const BARE = `(?<![\\p{L}\\d.,%+*/^(√-]\\s*)(?:\\d+|${NUMBER})\\s+`

/** Words that may precede a comparison. */
const IS = '(?:(?:is|(?:must|should|has to) be) )?'

/** Words with the signs they stand for, in the order in which they are replaced. No sign is longer than its words. */
const WORDS: readonly (readonly [words: string, sign: Sign])[] = [
  // A hyphen between the words of a number is no minus.
  [`${NUMBER}(?:(?:-|\\s+(?:and\\s+)?)${NUMBER})+`, ([words = '']) => numberIn(words) ?? words],
  // "one sixteenth", "two thirds", "a half", "1 64th".
  [
    `(${NUMBER}|an?|\\d+)[\\s-]+(${oneOf(PARTS)}|\\d+(?=th|nd|rd|st))(?:s|ths?|nds?|rds?|st)?`,
    ([, count = '', part = '']) => `(${numeral(count)}/${partOf(part)})`,
  ],
  ['(?<=\\d)(?:th|nd|rd|st)s?', ''],
  ['half', '½'],
  ['(?:quarter|fourth)', '¼'],
  ['third', '⅓'],
  // Between two numbers alone: 1 in 64, 64 by 16.
  [`(?<=${BARE})(?:in|of|per|out of)(?=\\s+(?:\\d|${NUMBER}))`, '/'],
  [`(?<=${BARE})by(?=\\s+(?:\\d|${NUMBER}))`, '*'],
  ['of (?:them|all|it|the \\p{L}+)\\s*$', ''],
  ['twice|double', '2 *'],
  [NUMBER, ([name = '']) => NUMBERS[name] ?? name],
  ['(?:the )?(?:inverse|reciprocal)(?: of)?(?: the)?', '1/'],
  ['(?:the )?square[\\s-]*root(?: of)?(?: the)?', '√'],
  ['(?:the )?root of(?: the)?', '√'],
  ['(?:divided by|over)(?: the)?', '/'],
  ['(?:times|multiplied by)(?: the)?', '*'],
  ['plus', '+'],
  ['minus', '-'],
  ['squared', '^2'],
  ['cubed', '^3'],
  ['to the(?: power(?: of)?)?', '^'],
  [`${IS}(?:less|smaller|fewer|lower) than or equal to`, '≤'],
  [`${IS}(?:at most|not? more than|up to)`, '≤'],
  [`${IS}(?:at least|not? less than)`, '≥'],
  [`${IS}(?:(?:less|smaller|fewer|lower) than|below|under)`, '<'],
  [`${IS}(?:greater|larger|bigger|more) than or equal to`, '≥'],
  [`${IS}(?:(?:greater|larger|bigger|more) than|above)`, '>'],
  ['(?:about|approximately|approx\\.?|roughly|around)', '≈'],
  ['(?:(?:it|this|(?:the |my )?answer) (?:is|equals)|(?:the |my )?answer):?', ''],
  ['is equal to|equals', '='],
  ['of', '*'],
]

const partOf = (part: string) => Object.entries(PARTS).find(([name]) => new RegExp(`^${name}$`).test(part))?.[1] ?? part
const numeral = (count: string) => (/^an?$/.test(count) ? '1' : (NUMBERS[count] ?? count))

const PATTERNS: readonly (readonly [RegExp, Sign])[] = [
  ...WORDS.map(([words, sign]) => [standing(words), sign] as const),
  // "when N_b < N/2"
  [/^\s*(?:if|when|for|any|every|exactly when)(?: any| every)?(?!\p{L})/giu, ''],
  // Between two forms of one answer.
  [/[,;]?\s*(?<!\p{L})(?:or|that is|namely|i\.e\.)(?!\p{L})/giu, '='],
  // "sigma is 1/d", "the standard deviation should be 1/d"
  [/(?<=^\s*(?:[\p{L}_\\()]+\s+){1,4})(?:is|(?:must|should|has to) be)(?!\p{L})/giu, '='],
  // 50 % of N
  [/(\d+(?:[.,]\d+)?)\s*(?:%|per\s?cent)\s*\*/giu, ([, share = '']) => `${Number(share.replace(',', '.')) / 100}*`],
  // 64 x 16
  [/(?<=[\p{L}\d)]\s*)(?<!\p{L})x(?!\p{L})(?=\s*[\p{L}\d(])/giu, '*'],
  // The text after the answer is its reason.
  [/[,;.]?\s*(?<!\p{L})(?:because|since)(?!\p{L}).*$/gisu, ''],
  // 1:64, a division in many countries.
  [/(?<=\d\s*):(?=\s*\d)/gu, '/'],
]

/** A pattern of whole words: TeX commands and indices are none. */
function standing(words: string): RegExp {
  return new RegExp(`(?<![\\\\\\p{L}_{])(?:${words})(?![\\p{L}_])`, 'giu')
}

/** A text with a sign in the place of each word that stands for one. Positions are kept: a sign is padded with spaces. */
export const withSigns = (text: string): string => replaced(text, PATTERNS)

/** The orders of growth by their names, of a variable that stands in the place of n. */
const ORDERS: readonly (readonly [words: string, order: string])[] = [
  ['linearithmic|log-?linear|quasi-?linear', 'n log n'],
  ['linear(?:ly)?', 'n'],
  ['quadratic(?:ally)?', 'n^2'],
  ['cubic(?:ally)?', 'n^3'],
  ['logarithmic(?:ally)?', 'log n'],
  ['exponential(?:ly)?', '2^n'],
  ['constant', '1'],
]

/** Words around the name of an order that change nothing. */
const AROUND =
  '(?:it is |it )?(?:(?:of|on) )?(?:the )?order(?: of| is)?|(?:it )?(?:grows|scales|rises)(?: like| as| with)?|proportional to(?: the)?'
const KIND = '(?:[\\s-]+(?:time|growth|order|run[\\s-]?time|complexity))?'

/**
 * A text with the order of growth in the place of its name: "quadratic in L" is L^2. `grows` is the variable that grows, and `meaning` what it counts;
 * another of `letters` may be named instead. Positions are kept.
 */
export function withOrders(text: string, grows: string, meaning: string, letters: readonly string[]): string {
  const counted = meaning.match(/\p{L}{4,}/gu)?.join('|') ?? grows
  const what = `(?:[\\s]+(?:in|with|of)[\\s]+(?:(${letters.join('|')})|the (?:depth|length|(?:number|length|count) of (?:the )?(?:${counted}))))?`
  const orders = ORDERS.map(
    ([words, order]) =>
      [
        standing(`(?:${words})${KIND}${what}`),
        ([, letter = grows]: readonly string[]) =>
          order.replaceAll('n', letters.find((name) => name.toLowerCase() === letter.toLowerCase()) ?? grows),
      ] as const,
  )
  const named = `(?:the )?(?:number|length|count) of (?:the )?(?:${counted})`
  const bigO = `(?:big[\\s-]+)?(?:o|theta)(?: of)(?= )`
  return replaced(text, [
    ...orders,
    [standing(named), grows],
    [standing(AROUND), ''],
    [standing(bigO), ''],
    [standing('(?:time|steps|operations)'), ''],
  ])
}

function replaced(text: string, patterns: readonly (readonly [RegExp, Sign])[]): string {
  return patterns.reduce(
    (before, [pattern, sign]) =>
      before.replaceAll(pattern, (...found) => {
        const [whole = ''] = found
        const groups = found
          .slice(0, -2)
          .map((group) => (group === undefined ? undefined : String(group).toLowerCase()))
        const written = typeof sign === 'string' ? sign : sign(groups as readonly string[])
        return written.length <= whole.length ? written.padEnd(whole.length) : whole
      }),
    text,
  )
}
