import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { assembly } from './src/site/assembly.ts'
import { prerender } from './src/site/document/prerender.ts'
import { tex } from './src/site/formulas/tex.ts'
import { pages } from './src/site/mdx/pages.ts'
import { prose } from './src/site/mdx/prose.ts'
import { offline } from './src/site/offline.ts'
import { woff2 } from './src/site/woff2.ts'

export default defineConfig(({ command }) => ({
  logLevel: command === 'build' ? 'warn' : 'info',
  // Every address is relative, so that the book works under any path of any host.
  base: './',
  appType: 'mpa',
  plugins: [assembly(), tex(), prose(), pages(), woff2(), react(), prerender(), offline()],
  // The worker's packages are found before it first runs, so that a page under work does not reload in mid-reading.
  optimizeDeps: { entries: ['index.html', 'src/engine/worker.ts'] },
  worker: { format: 'es', plugins: () => [assembly(), tex(), prose()] },
  build: {
    // One sheet, linked from the page: the prerendered figures are styled before their script arrives.
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
}))
