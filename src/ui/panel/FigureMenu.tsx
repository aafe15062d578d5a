import { Check, CornerLeftUp, Link, Maximize, Minimize } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Measures, Params, View } from '../../experiment'
import type { Caption } from '../export/chartPicture'
import { ExportMenu } from '../export/ExportMenu'
import './menu.css'

interface FigureMenuProps {
  /** "3-weight-initialization/variance": names the files. */
  readonly id: string
  readonly views: readonly View<Params, Measures>[]
  readonly root: RefObject<HTMLElement | null>
  readonly projected: boolean
  /** Leads back to the place in the text that set the figure. */
  readonly back: (() => void) | undefined
  address(): string
  project(): void
  caption(): Caption
  csv(): string
}

/** Copy link, full screen, export. */
export function FigureMenu({ id, views, root, projected, back, address, project, caption, csv }: FigureMenuProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons.
    <div className="figure-menu" role="group" aria-label="Menu">
      {back && (
        <button type="button" className="menu-button" onClick={back}>
          <CornerLeftUp aria-hidden="true" />
          <span>Back to the text</span>
        </button>
      )}
      <CopyLink address={address} />
      <button type="button" className="menu-button" onClick={project} aria-pressed={projected}>
        {projected ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
        <span>{projected ? 'Leave full screen' : 'Full screen'}</span>
      </button>
      <ExportMenu id={id} views={views} figure={root} caption={caption} csv={csv} />
    </div>
  )
}

/** How long "Copied" stands, in ms. */
const SAID = 2500

function CopyLink({ address }: { address(): string }) {
  const [copied, setCopied] = useState(false)
  const [shown, setShown] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID)
    return () => clearTimeout(timer)
  }, [copied])
  useEffect(() => {
    if (shown !== undefined) field.current?.select()
  }, [shown])
  const copy = async () => {
    const link = address()
    try {
      await navigator.clipboard.writeText(link)
      setCopied(true)
      setShown(undefined)
    } catch {
      // No clipboard without a secure address or against the reader's will: the link is there to be taken by hand.
      setShown(link)
    }
  }
  return (
    <>
      <button type="button" className="menu-button" onClick={copy}>
        {copied ? <Check aria-hidden="true" /> : <Link aria-hidden="true" />}
        <span aria-live="polite">{copied ? 'Copied' : 'Copy link'}</span>
      </button>
      {shown !== undefined && (
        <input className="menu-link" ref={field} type="text" readOnly value={shown} aria-label="Link to this setting" />
      )}
    </>
  )
}
