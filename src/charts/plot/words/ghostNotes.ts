import type { Ghost } from '../../drawn'
import type { Span } from '../axes/scale'
import type { Point } from '../marks/paths'
import { labelPoint } from './labelPoint'
import type { Note } from './PlotWords'

type Line = readonly Point[]

/** The name of each kept run at its first line, where it is least in the way. `behind` are the lines of each, `lines` those of the present run. */
export function ghostNotes(
  ghosts: readonly Pick<Ghost, 'short' | 'label'>[],
  behind: readonly (readonly Line[])[],
  lines: readonly Line[],
  spans: { readonly x: Span; readonly y: Span },
): readonly Note[] {
  const named: Note[] = []
  for (const [index, { short, label }] of ghosts.entries()) {
    const own = behind[index]?.find((line) => line.length > 0)
    if (!own) continue
    // Ignore a line that coincides with it everywhere: it is equally near to all places.
    const others = [...lines, ...behind.flat()].filter((line) => !covers(own, line))
    const at = labelPoint(own, others, spans, named)
    if (!at) continue
    const side = at.x > (spans.x[0] + spans.x[1]) / 2 ? 'before' : 'after'
    named.push({ text: short, x: at.x, y: at.y, side, ghost: label })
  }
  return named
}

const covers = (a: Line, b: Line): boolean =>
  a.length === b.length && a.every((p, i) => p.x === b[i]?.x && p.y === b[i]?.y)
