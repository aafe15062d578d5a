import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The ids of all figures, "3-weight-initialization/variance", that begin with `only`. @param {string} only */
export const figuresUnder = (only) =>
  readdirSync('problems')
    .flatMap((problem) =>
      readdirSync(join('problems', problem), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [`${problem}/${entry.name}`] : [],
      ),
    )
    .filter((figure) => figure.startsWith(only))
