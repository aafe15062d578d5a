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

/** A figure of a real session, without an engine, that takes what a reader made. */
export async function stageOwn(params: Params) {
  const experiment: Experiment = { ...sampler, params: { ...sampler.params, ...params } }
  const session = new Session('9-made-up/own', experiment, undefined)
  const panel = <FigurePanel figure={session} experiment={experiment} id="own" address={() => ''} />
  const { host, leave } = await stage(panel)
  return {
    session,
    host,
    leave,
    /** What the figure is set to. */
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

/** A drag, a drop or a paste that carries files. jsdom knows no DataTransfer. */
export async function bring(target: Element, kind: 'dragover' | 'drop' | 'paste', files: readonly File[]) {
  const event = new Event(kind, { bubbles: true, cancelable: true })
  const data = { files, types: files.length > 0 ? ['Files'] : ['text/plain'] }
  Object.assign(event, kind === 'paste' ? { clipboardData: data } : { dataTransfer: data })
  await settle(() => target.dispatchEvent(event))
  return event
}

/** A file chosen in a file input. */
export async function choose(input: HTMLInputElement, file: File) {
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await settle(() => input.dispatchEvent(new Event('change', { bubbles: true })))
}

/** Does something and waits until what it began has been read and shown. */
export async function settle(run: () => unknown = () => {}) {
  await act(async () => {
    run()
    await new Promise((resume) => setTimeout(resume))
  })
}
