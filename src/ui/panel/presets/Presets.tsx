import { useState } from 'react'
import type { Experiment } from '../../../experiment'
import './presets.css'

interface PresetsProps {
  readonly presets: Experiment['presets']
  readonly active: string | undefined
  apply(preset: string): void
}

/** Settings worth a look, and what to look for in the one that is set or pointed at. */
export function Presets({ presets, active, apply }: PresetsProps) {
  const [pointed, setPointed] = useState<string>()
  const names = Object.keys(presets)
  if (names.length === 0) return null
  const told = pointed ?? active
  return (
    <div className="presets">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons. */}
      <div className="presets-list" role="group" aria-label="Presets">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className="preset"
            aria-pressed={name === active}
            title={presets[name]?.says}
            data-preset={name}
            onClick={() => apply(name)}
            onPointerEnter={() => setPointed(name)}
            onPointerLeave={() => setPointed(undefined)}
            onFocus={() => setPointed(name)}
            onBlur={() => setPointed(undefined)}
          >
            {presets[name]?.title}
          </button>
        ))}
      </div>
      <p className="presets-says">{told === undefined ? 'None of these settings.' : presets[told]?.says}</p>
    </div>
  )
}
