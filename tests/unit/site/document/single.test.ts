import { expect, it } from 'vitest'
import { fileOf, singleDocument } from '../../../../src/site/document/single'

const template = `<!doctype html>
<html>
  <head>
    <!--policy-->
    <!--head-->
    <link rel="icon" href="./favicon.svg" type="image/svg+xml">
    <script>early()</script>
    <script type="module" crossorigin src="./assets/index-a.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/style-a.css">
  </head>
  <body>
    <!--page-->
  </body>
</html>`
const page = (body: string) => ({ route: 'problems/2-second/', title: 'Second', description: 'A test.', body })
const inlined = { script: 'print("</script>$&")', style: 'p { color: red }', icon: '<svg/>' }
const made = (body: string) => singleDocument(template, page(body), inlined)

it('has script, style and icon inside, and names no file', () => {
  const html = made('<main>Text</main>')
  expect(html).not.toMatch(/assets|src=|rel="stylesheet"/)
  expect(html).toContain('<style>p { color: red }</style>')
  expect(html).toContain('href="data:image/svg+xml,%3Csvg%2F%3E"')
  // After the page, because it is no module, and unable to end its element.
  expect(html).toMatch(/<main>Text<\/main>\s*<script>print\("<\\\/script>\$&"\)<\/script>/)
})

it('has a policy that lets in what is inside and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(made(''))?.[1] ?? ''
  expect(policy.replace("base-uri 'self'", '')).not.toMatch(/'self'|https?:|\*/)
  expect(/script-src ([^;]*)/.exec(policy)?.[1]?.match(/'sha256-/g)).toHaveLength(2)
  expect(policy).toMatch(/connect-src data:;.*worker-src blob:;/)
})

it('leads to the other problems as files beside it, and not to the first page', () => {
  expect(fileOf('problems/2-second/')).toBe('2-second.html')
  expect(fileOf('')).toBeUndefined()
  const html = made(
    '<a href="../../problems/3-third/#a">Third</a> <a href="../4-next/">Next</a> <a class="w" href="../../">Book</a> <a href="../../#indices">How</a>',
  )
  expect(html).toContain(
    '<a href="./3-third.html#a">Third</a> <a href="./4-next.html">Next</a> <span>Book</span> <span>How</span>',
  )
})
