/** Words with their formulas. */
export const VoteWords = ({ html, className }: { readonly html: string; readonly className?: string }) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the page's own prerendering, or sentences of the book with their formulas set.
  <span className={className} dangerouslySetInnerHTML={{ __html: html }} />
)
