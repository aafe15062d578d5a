import { act } from 'react'
import type { Experiment } from '../../../../src/experiment'
import type { FigureState } from '../../../../src/figure/state'
import { type Embedded, FigurePanel } from '../../../../src/ui'
import { ScriptedFigure, sampler, stage, the } from '../stage'

export const ADDRESS = 'https://book.example/problems/9-made-up/?sampler.d=128'

/** The panel of the made-up figure. */
export const panelOf = (figure: ScriptedFigure, experiment: Experiment = sampler, embedded?: Embedded) => (
  <FigurePanel
    figure={figure}
    experiment={experiment}
    id="sampler"
    address={() => ADDRESS}
    embedAddress={() => 'https://book.example/problems/9-made-up/?embed=sampler&sampler.d=128'}
    embedded={embedded}
  />
)

/** A panel in the document, with a figure that a test puts into any state. */
export async function stagePanel(experiment?: Experiment, embedded?: Embedded) {
  const figure = new ScriptedFigure()
  const { host, leave } = await stage(panelOf(figure, experiment, embedded))
  const root = () => the(HTMLElement, host, 'figure')
  return {
    figure,
    leave,
    root,
    put: (next: Partial<FigureState>) => act(async () => figure.put(next)),
    button: (name: string) => the(HTMLButtonElement, root(), `button[aria-label="${name}"]`),
    click: (element: HTMLElement) => act(async () => element.click()),
  }
}

export type StagedPanel = Awaited<ReturnType<typeof stagePanel>>

export const WEBGL = { name: 'webgl', renderer: 'SwiftShader', software: true, passedOver: [] } as const
