import type { ReactNode } from 'react'
import { panesOf } from '../../ui/panel/stage/panes'
import { experimentOf, names, type Placed, usePageData } from '../pageData'
import { Words } from '../words'

interface ExperimentProps extends Placed {
  readonly name: string
}

/** A figure. Its panel is an island: prerendered, and hydrated when it comes near the screen. */
export function Experiment({ name, at }: ExperimentProps) {
  const data = usePageData()
  const experiment = experimentOf(data, name, at)
  if (!experiment) return null
  const lead = panesOf(experiment).lead?.views[0]?.view.kind
  const island = { 'data-island': 'figure', 'data-figure': name, 'data-lead-kind': lead }
  const panel = { __html: data.figure(name) }
  return (
    <>
      <p className="scriptless">
        The figure runs on your machine, in JavaScript, which is off here or could not be loaded. Without it you see
        what theory says.
      </p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the panel's own prerendering. */}
      <div className="figure-place" {...island} dangerouslySetInnerHTML={panel} />
    </>
  )
}

interface PresetProps extends Placed {
  readonly of: string
  readonly name: string
  readonly children?: ReactNode
}

/** A link in the text that sets a figure: its address opens the page with the figure in that setting. */
export function Preset({ of, name, at, children }: PresetProps) {
  const data = usePageData()
  const experiment = experimentOf(data, of, at)
  if (!experiment) return null
  const preset = Object.hasOwn(experiment.presets, name) ? experiment.presets[name] : undefined
  if (!preset) data.fault(at, `experiment "${of}" has no preset "${name}" (it has: ${names(experiment.presets)})`)
  return (
    <a
      className="preset-link"
      href={`?${of}.preset=${name}#${of}`}
      data-figure={of}
      data-preset={name}
      title={preset?.says}
    >
      {children}
    </a>
  )
}

/** A list of successive claims; the page's compiler groups them. */
export function Claims({ children }: { readonly children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a list without its bullets is none to some screen readers.
    <ul className="claims" role="list">
      {children}
    </ul>
  )
}

interface ClaimProps extends Placed {
  readonly of: string
  readonly name: string
}

/** A sentence that the reader can test, and that the test suite tests. */
export function Claim({ of, name, at }: ClaimProps) {
  const data = usePageData()
  const experiment = experimentOf(data, of, at)
  if (!experiment) return null
  const claim = Object.hasOwn(experiment.claims, name) ? experiment.claims[name] : undefined
  if (!claim) {
    data.fault(at, `experiment "${of}" has no claim "${name}" (it has: ${names(experiment.claims)})`)
    return null
  }
  const island = { 'data-island': 'claim', 'data-figure': of, 'data-claim': name }
  return (
    <li className="claim" id={`claim-${of}-${name}`}>
      <p className="says">
        <Words text={claim.says} at={at} />
      </p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the runner's own prerendering. */}
      <div className="runner" {...island} dangerouslySetInnerHTML={{ __html: data.claimRunner(of, name) }} />
    </li>
  )
}
