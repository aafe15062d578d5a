import { type FormEvent, useState } from 'react'
import { Dialog } from '../overlays/Dialog'
import { isLocal, PUBLIC_ADDRESS, publicAddress, storedAddress } from './address'
import { phoneCode, QUIET, qrCode } from './qrCode'
import './qr.css'

interface QrPanelProps {
  /** Query and anchor of the place on the page. */
  readonly link: string
  close(): void
}

/** The QR code of a place on the page, drawn here. Where phones cannot reach the address, it asks for one that they can. */
export function QrPanel({ link, close }: QrPanelProps) {
  const [base, setBase] = useState(storedAddress)
  const [fault, setFault] = useState(false)
  const local = isLocal(new URL(location.href))
  const { text, short } = phoneCode(location.href, link, base)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('address') ?? '')
    const read = publicAddress(typed)
    setFault(typed.trim() !== '' && read === undefined)
    if (read === undefined && typed.trim() !== '') return
    store(read)
    setBase(read)
  }
  return (
    <Dialog title="This moment on your phone" className="lecture-qr" close={close}>
      {local && base === undefined ? (
        <p className="lecture-qr-local">
          Phones cannot reach this page: its address, {location.host || 'a file of this machine'}, works on this machine
          alone. Type the public address of the book, and the code leads there.
        </p>
      ) : (
        <>
          <Code text={text} />
          <p className="lecture-qr-link">
            {short ? `${text} (This setting is too long for a code: it leads to the figure as it is first.)` : text}
          </p>
        </>
      )}
      <form onSubmit={submit} noValidate>
        <label>
          <span>Public address</span>
          <input
            name="address"
            type="url"
            defaultValue={base ?? ''}
            placeholder="https://example.org/trainability/"
            autoComplete="off"
            aria-invalid={fault || undefined}
          />
        </label>
        <button type="submit">Use</button>
        <p role="alert">{fault ? 'This is not an address that phones can reach: https://example.org/book/' : ''}</p>
      </form>
    </Dialog>
  )
}

/** A QR code, black on white in both themes, with its quiet zone. */
function Code({ text }: { readonly text: string }) {
  const { size, path } = qrCode(text)
  return (
    <svg
      className="lecture-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={`QR code of ${text}`}
      shapeRendering="crispEdges"
      data-modules={size - 2 * QUIET}
      data-quiet={QUIET}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function store(address: string | undefined): void {
  try {
    if (address === undefined) localStorage.removeItem(PUBLIC_ADDRESS)
    else localStorage.setItem(PUBLIC_ADDRESS, address)
  } catch {
    // The browser may refuse storage: the address then lasts until the panel is closed.
  }
}
