import { type ChangeEvent, type ClipboardEvent, type DragEvent, useId, useRef, useState } from 'react'
import { cutText, type PassageParam, readPassage } from '../../experiment'
import { ControlLabel, type ControlProps, helpOf } from './ControlLabel'
import { readText } from './readText'
import './passage.css'

/** The message about the last attempt. It is shown while the parameter has the value `at`: the one before the attempt, or the one it led to. */
interface Message {
  readonly says: string
  /** What cannot be used: the text in the field, or a file. */
  readonly wrong?: 'draft' | 'file'
  readonly at: string
}

/** A text of the reader's own: typed, pasted, dropped or from a file. It is used when the reader says so, and a draft stays until then. */
export function PassageControl({ name, param, value, off, onChange }: ControlProps<PassageParam, string>) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(0)
  // If reset, a preset or an address changes the value, the draft and the message of the old value are hidden.
  const [written, setWritten] = useState({ draft: value, at: value })
  const [told, setTold] = useState<Message>()
  const draft = written.at === value ? written.draft : value
  const message = told?.at === value ? told : undefined

  const use = (given: string, file?: string) => {
    // A file that is still being read comes too late.
    latest.current += 1
    const { text, cut, refused } = readPassage(param, given)
    if (refused !== undefined) {
      const wrong = file === undefined ? 'draft' : 'file'
      setTold({ says: `${file ?? 'This text'} cannot be used: ${refused}.`, wrong, at: value })
      return
    }
    setWritten({ draft: text, at: text })
    setTold(cut ? { says: cutText(param), at: text } : undefined)
    onChange(text)
  }
  const take = async (file: File | undefined) => {
    if (!file || off !== undefined) return
    latest.current += 1
    const mine = latest.current
    const read = await readText(file, param.most)
    if (mine !== latest.current) return
    if ('problem' in read) setTold({ says: read.problem, wrong: 'file', at: value })
    else use(read.text, file.name)
  }
  const takeFrom = (event: DragEvent | ClipboardEvent, { files }: DataTransfer) => {
    if (files.length === 0) return
    event.preventDefault()
    void take(files[0])
  }
  const allow = (event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) event.preventDefault()
  }
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void take(event.target.files?.[0])
    // The same file may be chosen again.
    event.target.value = ''
  }
  const write = (event: ChangeEvent<HTMLTextAreaElement>) => {
    setWritten({ draft: event.target.value, at: value })
    setTold(undefined)
  }
  const empty = () => {
    use('')
    // The button is removed: move the focus.
    field.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field and the file input inside do the same by keyboard; this only lets a file be dropped beside them too.
    <div
      className="control control-passage"
      data-term={param.term ?? name}
      data-off={off !== undefined || undefined}
      onDragOver={allow}
      onDrop={(event) => takeFrom(event, event.dataTransfer)}
      onPaste={(event) => takeFrom(event, event.clipboardData)}
    >
      <ControlLabel param={param} htmlFor={id} />
      <textarea
        ref={field}
        id={id}
        name={name}
        rows={3}
        dir={directionOf(draft)}
        value={draft}
        placeholder={`Empty: ${param.empty}.`}
        disabled={off !== undefined}
        aria-invalid={message?.wrong === 'draft' || undefined}
        aria-describedby={`${id}-says ${id}-message`}
        onChange={write}
      />
      <div className="passage-buttons">
        <button type="button" disabled={draft === value || off !== undefined} onClick={() => use(draft)}>
          Use this text
        </button>
        <label className="passage-file">
          <span>Open a file</span>
          <input
            type="file"
            accept="text/*,.txt,.md,.csv,.tex"
            className="visually-hidden"
            disabled={off !== undefined}
            onChange={choose}
          />
        </label>
        {value !== '' && (
          <button type="button" disabled={off !== undefined} onClick={empty}>
            Use {param.empty}
          </button>
        )}
      </div>
      <p className="control-message" id={`${id}-message`} role="status" data-wrong={message?.wrong ? true : undefined}>
        {message?.says}
      </p>
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? helpOf(param)}
      </p>
    </div>
  )
}

/** As the first letter runs. `dir="auto"` says the same, but makes Chromium take some 300 ms to lay out a pasted text of 200,000 characters. */
const directionOf = (text: string) => (RIGHT_TO_LEFT.test(text) ? 'rtl' : 'ltr')

const RIGHT_TO_LEFT = /^\P{L}*[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u
