import { type ClipboardEvent, type DragEvent, useId, useRef, useState } from 'react'
import { LEVELS, type PictureParam, pictureOf, pictureText } from '../experiment'
import { ControlLabel, type ControlProps } from './ControlLabel'
import { smallPicture } from './pictureFile'

/** A file, or a picture pasted or dropped here, made small in the browser. What is no picture gets a sentence, and the setting stays. */
export function PictureControl({ name, param, value, off, onChange }: ControlProps<PictureParam, string>) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [message, setMessage] = useState<string>()
  const latest = useRef(0)
  const take = async (file: Blob | null | undefined) => {
    if (!file || off !== undefined) return
    latest.current += 1
    const mine = latest.current
    try {
      const text = pictureText(await smallPicture(file, param.size))
      if (mine !== latest.current) return
      setMessage(undefined)
      onChange(text)
    } catch (error) {
      if (mine === latest.current) setMessage(error instanceof Error ? error.message : 'This could not be read.')
    }
    // The same file may be chosen again.
    if (input.current) input.current.value = ''
  }
  const fileIn = (data: DataTransfer) => [...data.files].find(({ type }) => type.startsWith('image/')) ?? data.files[0]
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    void take(fileIn(event.dataTransfer))
  }
  const onPaste = (event: ClipboardEvent) => {
    const file = fileIn(event.clipboardData)
    if (file) event.preventDefault()
    void take(file)
  }
  const remove = () => {
    setMessage(undefined)
    onChange('')
    input.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the file input inside does the same by keyboard; this only lets a picture be dropped or pasted too.
    <div
      className="control control-picture"
      data-term={param.term ?? name}
      data-off={off !== undefined || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      <ControlLabel param={param} htmlFor={id} />
      <div className="picture-row">
        <Thumbnail value={value} size={param.size} />
        <input
          ref={input}
          type="file"
          accept="image/*"
          id={id}
          name={name}
          disabled={off !== undefined}
          aria-describedby={`${id}-says ${id}-message`}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        {value !== '' && (
          <button type="button" onClick={remove}>
            Remove
          </button>
        )}
      </div>
      <p className="visually-hidden" id={`${id}-says`}>
        {off ?? param.says}
      </p>
      <p className="control-message" id={`${id}-message`} role="status" data-wrong={message !== undefined || undefined}>
        {message}
      </p>
    </div>
  )
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
