import type { About } from '../../experiment'

/** What a figure computes, and what it cannot show: closed until the reader opens it. */
export const AboutPanel = ({ about: { computes, errors, fixes, limits } }: { readonly about: About }) => (
  <details className="evidence figure-about">
    <summary>About this figure</summary>
    <div className="evidence-panel">
      <dl>
        <dt>What is computed</dt>
        <dd>{computes}</dd>
        <dt>What the errors are over</dt>
        <dd>{errors}</dd>
        <dt>What is held fixed</dt>
        <dd>{fixes}</dd>
        <dt>What it cannot show</dt>
        <dd>{limits}</dd>
      </dl>
    </div>
  </details>
)
