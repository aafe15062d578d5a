import type { Plugin } from 'vite'

/** Removes all sources but woff2 from the font faces of a style sheet: every browser that runs this book reads woff2. */
export function onlyWoff2(css: string): string {
  return css.replaceAll(/,\s*url\([^)]*\)\s*format\(["'](?:woff|truetype)["']\)/g, '')
}

/** Vite plugin: KaTeX's style sheet names three files for each face; this keeps the two unused ones out of the build. */
export function woff2(): Plugin {
  return {
    name: 'site:woff2',
    enforce: 'pre',
    transform: {
      filter: { id: /katex[^?]*\.css/ },
      handler: (css) => ({ code: onlyWoff2(css), map: null }),
    },
  }
}
