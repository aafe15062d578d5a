import { EyeOff } from 'lucide-react'
import type { HeldBack } from './heldBack'
import './heldCover.css'

/** Covers the charts of a figure that waits for an answer. */
export const HeldCover = ({ held }: { readonly held: HeldBack }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons.
  <div className="held-cover" role="group" aria-label="Held back until you answer">
    <div className="held-card">
      <p>
        <EyeOff aria-hidden="true" />
        <span>This figure shows the answer to a question above.</span>
      </p>
      <p className="held-ways">
        <a href={held.question}>Answer first</a>
        <button type="button" onClick={held.show}>
          Show me
        </button>
        <button type="button" className="held-all" onClick={held.showAll}>
          Never hold back
        </button>
      </p>
    </div>
  </div>
)
