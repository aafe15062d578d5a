import type { Tex } from '../../experiment'

/** A formula as the build rendered it. */
export function Formula({ tex }: { readonly tex: Tex }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML is KaTeX's own, made at build time from a tex tag; no input of a reader reaches it.
  return <span className="formula" dangerouslySetInnerHTML={{ __html: tex.html }} />
}
