import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { assembly } from './src/site/assembly.ts'
import { prerender } from './src/site/document/prerender.ts'
import { inlineWorker } from './src/site/document/single.ts'
import { tex } from './src/site/formulas/tex.ts'
import { pages } from './src/site/mdx/pages.ts'
import { prose } from './src/site/mdx/prose.ts'
import { offline } from './src/site/offline.ts'
import { woff2 } from './src/site/woff2.ts'

export default defineConfig(({ command, mode }) => {
  const single = mode === 'single'
  // A script that is no module cannot be split.
  const whole = {
    output: { format: 'iife' as const, codeSplitting: false },
    checks: { emptyImportMeta: false, pluginTimings: false },
  }
  return {
    logLevel: command === 'build' ? 'warn' : 'info',
    // Every address is relative, so that the book works under any path of any host.
    base: './',
    appType: 'mpa',
    plugins: [
      assembly(),
      tex(),
      prose(),
      pages(),
      woff2(),
      react(),
      prerender({ single }),
      ...(single ? [inlineWorker()] : [offline()]),
    ],
    // The worker's packages are found before it first runs, so that a page under work does not reload in mid-reading.
    optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts'] },
    worker: {
      format: single ? 'iife' : 'es',
      plugins: () => [assembly(), tex(), prose()],
      ...(single ? { rolldownOptions: whole } : {}),
    },
    build: {
      // One sheet, linked from the page: the prerendered figures are styled before their script arrives.
      cssCodeSplit: false,
      assetsInlineLimit: single ? Number.MAX_SAFE_INTEGER : 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: single ? 20_000 : 1500,
      rolldownOptions: single ? whole : { checks: { pluginTimings: false } },
      ...(single ? { outDir: 'dist/single', copyPublicDir: false } : {}),
    },
  }
})
