import { contentSecurityPolicy } from './document.ts'

/** Redirects to the address that a mangled link meant: chat programs write "?" as "%3F" and "#" as "%23", and append a full stop or a bracket. */
const MEND =
  "const{pathname:p,search:s,hash:h}=location,m=p.replace(/%(25)*3F/i,'?').replace(/%(25)*23/i,'#').replace(/(problems\\/[\\w-]+)\\/?([.,;:!)\\]>*]|%(29|5D|3E|22|27))+$/i,'$1/');if(m!==p)location.replace(m+s+h)"

const HOME = "document.getElementById('home').href=location.pathname.replace(/(problems\\/.*|[^/]*\\/?)$/,'')||'/'"

/**
 * The document 404.html. Static hosts show it at addresses of any depth, so it uses no relative address: its style is inline, and a script mends the
 * address, or computes that of the home page.
 */
export function lostDocument(): string {
  const script = `${MEND};${HOME}`
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
