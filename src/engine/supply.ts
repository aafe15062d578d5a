import type { Experiment } from '../experiment'
import type { FigureSetting } from './address'
import { markOf, type Shelf } from './shelf'

/** What a link brings is believed up to here. */
const MOST = 16
const LONGEST = 4096

/**
 * The pictures of a setting and of its pinned runs, each behind its mark: "~0123456789abcdef=AAAA". It stands in the fragment of a link, which no browser sends
 * to a server, so that a friend sees the picture. Texts stay where they are.
 */
export function supplyOf(experiment: Experiment, setting: FigureSetting): readonly string[] {
  const pictures = Object.keys(experiment.params).filter((name) => experiment.params[name]?.kind === 'picture')
  return [setting, ...setting.pins].flatMap(({ values }) =>
    pictures.flatMap((name) => {
      const text = String(values[name] ?? '')
      return text === '' ? [] : [`${markOf(text)}=${text}`]
    }),
  )
}

/** Puts on the shelf what a link brings. What is not behind its own mark is left. */
export function takeSupply(supply: string, shelf: Shelf): void {
  for (const [mark, text] of [...new URLSearchParams(supply)].slice(0, MOST))
    if (text.length <= LONGEST && markOf(text) === mark) shelf.put(text)
}
