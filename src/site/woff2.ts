import type { Plugin } from 'vite'

/** The font faces of a style sheet with woff2 as their only source: every browser that runs this book reads it. */
export function onlyWoff2(css: string): string {
  return css.replaceAll(/,\s*url\([^)]*\)\s*format\(["'](?:woff|truetype)["']\)/g, '')
}

/** Vite plugin: KaTeX's sheet names three files for each face; two of them would be emitted for nobody. */
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
