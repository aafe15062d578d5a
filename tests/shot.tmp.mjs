import { chromium } from 'playwright-core'
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs'
import { serve } from './serve.mjs'

const site = await serve('dist')
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...CHROMIUM_ARGS, '--disable-gpu-compositing'],
})
const ctx = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: 'block' })
const page = await ctx.newPage()
page.on('pageerror', (e) => console.log('EXC', e.message))
page.on('console', (m) => m.type() === 'error' && console.log(m.text()))
await page.goto(`${site.url}problems/3-weight-initialization/?backend=wasm`)
await page.waitForTimeout(1500)
await page.keyboard.press('l')
await page.waitForTimeout(2500)
for (let i = 0; i < 22; i++) {
  await page.screenshot({ path: `/tmp/l${String(i).padStart(2, '0')}.png` })
  await page.keyboard.press('PageDown')
  await page.waitForTimeout(700)
}
console.log(page.url())
await page.keyboard.press('q')
await page.waitForTimeout(800)
await page.screenshot({ path: `/tmp/lq.png` })
await browser.close()
await site.close()
