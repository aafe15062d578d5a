import { type DragEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { LEVELS, type PictureParam, pictureOf, pictureText } from '../../experiment'
import { ControlLabel, type ControlProps } from './ControlLabel'
import { PICTURE_TYPES, smallPicture } from './pictureFile'

/** The message about the last file. It is shown while the parameter has the value `at`. */
interface Message {
  readonly says: string
  readonly at: string
}

/** A file, or a picture pasted or dropped here, made small in the browser. Any other file gets an error message, and the setting stays. */
export function PictureControl({ name, param, value, off, onChange }: ControlProps<PictureParam, string>) {
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState<Message>()
  const message = told?.at === value ? told.says : undefined
  const latest = useRef(0)
  const take = async (file: Blob | null | undefined) => {
    if (!file || off !== undefined) return
    latest.current += 1
    const mine = latest.current
    try {
      const text = pictureText(await smallPicture(file, param.size))
      if (mine !== latest.current) return
      setTold(undefined)
      onChange(text)
    } catch (error) {
      if (mine === latest.current)
        setTold({ says: error instanceof Error ? error.message : 'This could not be read.', at: value })
    }
    // The same file may be chosen again.
    if (input.current) input.current.value = ''
  }
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const file = event.clipboardData && fileIn(event.clipboardData)
    if (!file || off !== undefined || event.defaultPrevented || isWritten(event.target) || !isSeen(root.current)) return
    event.preventDefault()
    void take(file)
  })
  // Nothing here need have the focus: a click on the file input would open a dialog.
  useEffect(() => {
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    void take(fileIn(event.dataTransfer))
  }
  const remove = () => {
    // A file that is still being read comes too late.
    latest.current += 1
    setTold(undefined)
    onChange('')
    input.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the file input inside does the same by keyboard; this only lets a picture be dropped too.
    <div
      ref={root}
      className="control control-picture"
      data-term={param.term ?? name}
      data-off={off !== undefined || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <ControlLabel param={param} htmlFor={id} />
      <div className="picture-row">
        <Thumbnail value={value} size={param.size} />
        <input
          ref={input}
          type="file"
          accept={PICTURE_TYPES}
          id={id}
          name={name}
          disabled={off !== undefined}
          aria-describedby={`${id}-says ${id}-message`}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        {value !== '' && (
          <button type="button" disabled={off !== undefined} onClick={remove}>
            Remove
          </button>
        )}
      </div>
      <p className="picture-hint">or paste one on this page, or drop it here</p>
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
      <p className="control-message" id={`${id}-message`} role="status" data-wrong={message !== undefined || undefined}>
        {message}
      </p>
    </div>
  )
}

/** A picture, if there is one; else whatever file there is, which gets its sentence. */
const fileIn = ({ files }: DataTransfer) => [...files].find(({ type }) => type.startsWith('image/')) ?? files[0]

/** A paste into a text or number field belongs to that field. A focused slider or radio button takes no paste. */
const isWritten = (target: EventTarget | null) =>
  target instanceof Element &&
  target.matches('textarea, [contenteditable], input:is(:not([type]), [type="text"], [type="number"], [type="search"])')

/** A paste is meant for what the reader sees. */
function isSeen(element: Element | null): boolean {
  const box = element?.getBoundingClientRect()
  return box !== undefined && box.bottom >= 0 && box.top <= innerHeight
}

function Thumbnail({ value, size }: { readonly value: string; readonly size: number }) {
  const picture = pictureOf(value, size)
  if (!picture) return null
  const paths = Array.from({ length: LEVELS - 1 }, (_, k) => ({
    level: k + 1,
    path: picture.flatMap((row, y) => row.map((v, x) => (v === k + 1 ? `M${x},${y}h1v1h-1z` : ''))).join(''),
  }))
  return (
    <svg
      className="picture-thumbnail"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="Your picture, as it is used"
    >
      {paths.map(({ level, path }) => (
        <path key={level} d={path} fillOpacity={level / (LEVELS - 1)} />
      ))}
    </svg>
  )
}
