import { Check, Code, CornerLeftUp, ExternalLink, Link, Maximize, Minimize } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { Measures, Params, View } from '../../../experiment'
import type { Caption } from '../../export/chartPicture'
import { ExportMenu } from '../../export/ExportMenu'
import './menu.css'

interface FigureMenuProps {
  /** "3-weight-initialization/variance": names the files. */
  readonly id: string
  readonly views: readonly View<Params, Measures>[]
  readonly root: RefObject<HTMLElement | null>
  readonly projected: boolean
  /** Leads back to the place in the text that set the figure. */
  readonly back: (() => void) | undefined
  /** The figure is alone: a link leads to its whole page, with the same setting. */
  readonly whole: boolean
  address(): string
  /** The HTML of a frame with the figure as it is now. */
  embedCode(): string
  project(): void
  caption(): Caption
  csv(): string
}

/** Copy link, full screen, export. */
export function FigureMenu(props: FigureMenuProps) {
  const { id, views, root, projected, back, whole, address, embedCode, project, caption, csv } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons.
    <div className="figure-menu" role="group" aria-label="Menu">
      {back && (
        <button type="button" className="menu-button" onClick={back}>
          <CornerLeftUp aria-hidden="true" />
          <span>Back to the text</span>
        </button>
      )}
      {whole && (
        <a className="menu-button" href={address()} target="_blank" rel="noopener">
          <ExternalLink aria-hidden="true" />
          <span>Whole page</span>
        </a>
      )}
      <CopyButton what="link" label="Link to this setting" text={address}>
        <Link aria-hidden="true" />
      </CopyButton>
      <button type="button" className="menu-button" onClick={project} aria-pressed={projected}>
        {projected ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
        <span>{projected ? 'Leave full screen' : 'Full screen'}</span>
      </button>
      <ExportMenu id={id} views={views} figure={root} caption={caption} csv={csv}>
        <CopyButton what="embed code" label="HTML of a frame with this figure" text={embedCode}>
          <Code aria-hidden="true" />
        </CopyButton>
      </ExportMenu>
    </div>
  )
}

/** How long "Copied" is shown, in ms. */
const SAID = 2500

/** A clipboard that has not answered by then, in ms, may wait for a permission that nobody sees. */
const PATIENCE = 1000

interface CopyButtonProps {
  readonly what: string
  /** Names the field from which the text is taken where nothing can be copied. */
  readonly label: string
  /** The icon. */
  readonly children: ReactNode
  text(): string
}

function CopyButton({ what, label, children, text }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const [shown, setShown] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const why = useId()
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID)
    return () => clearTimeout(timer)
  }, [copied])
  useEffect(() => {
    if (shown !== undefined) field.current?.select()
  }, [shown])
  const copy = async () => {
    const copying = text()
    const silent = setTimeout(() => setShown(copying), PATIENCE)
    try {
      await navigator.clipboard.writeText(copying)
      setCopied(true)
      if (document.activeElement === field.current) button.current?.focus()
      setShown(undefined)
    } catch {
      // Without a secure address or permission there is no clipboard: show the text, to be copied by hand.
      setShown(copying)
    } finally {
      clearTimeout(silent)
    }
  }
  return (
    <>
      <button ref={button} type="button" className="menu-button" onClick={copy}>
        {copied ? <Check aria-hidden="true" /> : children}
        <span aria-live="polite">{copied ? 'Copied' : `Copy ${what}`}</span>
      </button>
      {shown !== undefined && (
        <span className="menu-by-hand">
          <span id={why}>The browser has not copied it. Copy it from here:</span>
          <input ref={field} type="text" readOnly value={shown} aria-label={label} aria-describedby={why} />
        </span>
      )}
    </>
  )
}
