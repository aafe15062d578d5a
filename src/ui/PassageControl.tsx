import { type ChangeEvent, type DragEvent, useId, useState } from 'react'
import type { PassageParam } from '../experiment'
import { ControlLabel, type ControlProps } from './ControlLabel'
import { readText } from './readText'
import './passage.css'

/** A text of the reader's own: typed, pasted, dropped or from a file. It is used when the reader says so. */
export function PassageControl({ name, param, value, off, onChange }: ControlProps<PassageParam, string>) {
  const id = useId()
  const [draft, setDraft] = useState(value)
  const [used, setUsed] = useState(value)
  const [problem, setProblem] = useState<string>()
  // Reset, a preset or an address changed it from outside.
  if (used !== value) {
    setUsed(value)
    setDraft(value)
  }
  const use = (text: string) => {
    const refused = text === '' ? undefined : param.refuses(text)
    setProblem(refused && `This text cannot be used: ${refused}.`)
    if (refused === undefined) onChange(text.slice(0, param.most))
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    const read = await readText(file, param.most)
    if ('problem' in read) setProblem(read.problem)
    else {
      setDraft(read.text.slice(0, param.most))
      use(read.text)
    }
  }
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    take(event.target.files?.[0])
    // The same file may be chosen again.
    event.target.value = ''
  }
  return (
    <div className="control control-passage" data-term={param.term ?? name} data-off={off !== undefined || undefined}>
      <ControlLabel param={param} htmlFor={id} />
      <textarea
        id={id}
        name={name}
        rows={3}
        value={draft}
        placeholder={`Empty: ${param.empty}.`}
        maxLength={param.most}
        disabled={off !== undefined}
        aria-describedby={`${id}-says`}
        onChange={(event) => setDraft(event.target.value)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      />
      <div className="passage-buttons">
        <button type="button" disabled={draft === value} onClick={() => use(draft)}>
          Use this text
        </button>
        <label className="passage-file">
          <span>Open a file</span>
          <input type="file" accept="text/*,.txt,.md,.csv,.tex" className="visually-hidden" onChange={choose} />
        </label>
        {value !== '' && (
          <button type="button" onClick={() => use('')}>
            Use {param.empty}
          </button>
        )}
      </div>
      <p className="passage-problem" role="status">
        {problem}
      </p>
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
    </div>
  )
}
