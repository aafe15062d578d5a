import type { SlowPass } from './useSlowPass'

const ICONS = {
  play: 'M3,2L11,7L3,12Z',
  pause: 'M3,2H5.5V12H3ZM8.5,2H11V12H8.5Z',
  backwards: 'M9,2L4,7L9,12',
  forwards: 'M5,2L10,7L5,12',
  stop: 'M3,3H11V11H3Z',
} as const

/** Plays the measured signal forwards and the gradient backwards, or steps from layer to layer. */
export function PassButtons({ pass, stops }: { readonly pass: SlowPass; readonly stops: number }) {
  const { at, playing } = pass
  const off = stops === 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls with values; these are buttons.
    <div className="network-buttons" role="group" aria-label="Slow pass">
      {playing ? (
        <button type="button" onClick={pass.pause}>
          <Icon name="pause" />
          <span>Pause the pass</span>
        </button>
      ) : (
        <button
          type="button"
          aria-disabled={off || undefined}
          onClick={() => {
            if (!off) pass.play()
          }}
          title="Layer by layer: forwards, then backwards"
        >
          <Icon name="play" />
          <span>Play the pass</span>
        </button>
      )}
      <Small says="Step the pass back" name="backwards" run={pass.backwards} off={at === undefined} />
      <Small says="Step the pass on" name="forwards" run={pass.forwards} off={off || at === stops - 1} />
      <Small says="Stop the pass" name="stop" run={pass.stop} off={at === undefined} />
    </div>
  )
}

interface SmallProps {
  readonly says: string
  readonly name: keyof typeof ICONS
  readonly off: boolean
  run(): void
}

/** A button that has nothing to do stays in its place and keeps the focus. */
const Small = ({ says, name, off, run }: SmallProps) => (
  <button
    type="button"
    aria-label={says}
    title={says}
    aria-disabled={off || undefined}
    onClick={() => {
      if (!off) run()
    }}
  >
    <Icon name={name} />
  </button>
)

const Icon = ({ name }: { readonly name: keyof typeof ICONS }) => (
  <svg className="network-icon" viewBox="0 0 14 14" aria-hidden="true">
    <path className={name === 'backwards' || name === 'forwards' ? 'is-line' : undefined} d={ICONS[name]} />
  </svg>
)
