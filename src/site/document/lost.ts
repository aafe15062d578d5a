import { contentSecurityPolicy } from './document.ts'

/**
 * The document 404.html. Static hosts show it at addresses of any depth, so it uses no relative address: its style is inline, and a script computes
 * the address of the home page.
 */
export function lostDocument(): string {
  const script = "document.getElementById('home').href=location.pathname.replace(/(problems\\/.*|[^/]*\\/?)$/,'')||'/'"
  const style =
    ':root{color-scheme:light dark}body{max-width:32em;margin:20vh auto 0;padding:0 1.25rem;font:1.2rem/1.5 "Source Serif 4",Georgia,serif}h1{font-weight:400}a{color:inherit}'
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy([script], { dev: false })}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>No such page · Trainability</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>There is no page here.</h1>
      <p><a id="home" href="./">To the contents of <cite>Trainability</cite></a></p>
    </main>
    <script>${script}</script>
  </body>
</html>
`
}
