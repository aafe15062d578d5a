import { act } from 'react'
import { type Experiment, type Params, passage, picture } from '../../../src/experiment'
import { Session } from '../../../src/figure/session'
import { FigurePanel } from '../../../src/ui'
import { sampler, stage } from './stage'

export const text = passage({
  label: 'text',
  empty: 'the words of this book',
  most: 40,
  says: 'Any language.',
  refuses: (given) => (new Set(given).size < 2 ? 'it has one letter' : undefined),
})
export const own = picture({ label: 'a picture of your own', size: 4, says: 'Of anything.' })

/** Renders a control with a real session, without an engine, for texts and pictures of the reader. */
export async function stageOwn(params: Params) {
  const experiment: Experiment = { ...sampler, params: { ...sampler.params, ...params } }
  const session = new Session('9-made-up/own', experiment, undefined)
  const panel = (
    <FigurePanel figure={session} experiment={experiment} id="own" address={() => ''} embedAddress={() => ''} />
  )
  const { host, leave } = await stage(panel)
  return {
    session,
    host,
    leave,
    /** The current value of a parameter. */
    value: (name: string) => session.getState().values[name],
    button: (words: string) => {
      const found = [...host.querySelectorAll('button')].find(
        (button) => (button.ariaLabel ?? button.textContent)?.trim() === words,
      )
      if (!found) throw new Error(`There is no button "${words}"`)
      return found
    },
  }
}

export type StagedOwn = Awaited<ReturnType<typeof stageOwn>>

/** Simulates a drag, a drop or a paste with files: jsdom has no DataTransfer. */
export async function bring(target: Element, kind: 'dragover' | 'drop' | 'paste', files: readonly File[]) {
  const event = new Event(kind, { bubbles: true, cancelable: true })
  const data = { files, types: files.length > 0 ? ['Files'] : ['text/plain'] }
  Object.assign(event, kind === 'paste' ? { clipboardData: data } : { dataTransfer: data })
  await settle(() => target.dispatchEvent(event))
  return event
}

/** Simulates choosing a file in a file input. */
export async function choose(input: HTMLInputElement, file: File) {
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await settle(() => input.dispatchEvent(new Event('change', { bubbles: true })))
}

/** Calls `run` and waits until files have been read and the result is rendered. */
export async function settle(run: () => unknown = () => {}) {
  await act(async () => {
    run()
    await new Promise((resume) => setTimeout(resume))
  })
}
