import type { About } from '../../../experiment'

interface AboutPanelProps {
  readonly about: About
  /** The group of this panel: only one panel of a group is open at a time. */
  readonly group: string
}

/** What a figure computes, and what it cannot show: closed until the reader opens it. */
export const AboutPanel = ({ about: { computes, errors, fixes, limits }, group }: AboutPanelProps) => (
  <details className="evidence figure-about" name={group}>
    <summary>About this figure</summary>
    {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; this is a text that scrolls. */}
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by the keyboard. */}
    <div className="evidence-panel" role="group" aria-label="About this figure" tabIndex={0}>
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
