import { Cpu } from 'lucide-react'
import { useId } from 'react'
import type { BackendName, BackendState } from '../../../engine/protocol'
import type { Figure } from '../../../figure/state'
import { Disclosure } from '../Disclosure'

/** The backends by the names that readers see. */
export const BACKENDS: Readonly<Record<BackendName, string>> = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'CPU' }

interface BadgeProps {
  readonly backend: BackendState | undefined
  readonly wanted: BackendName | undefined
  readonly ms: number | undefined
  choose: Figure['chooseBackend']
}

/** "12 ms", "0.4 ms", "1.3 s": two digits, so that it does not flicker. */
export function msText(ms: number): string {
  if (!Number.isFinite(ms)) return 'unknown'
  if (ms >= 1000) return `${Number((ms / 1000).toPrecision(2))} s`
  return ms < 1 ? `${Math.max(0.1, Number(ms.toFixed(1)))} ms` : `${Number(ms.toPrecision(2))} ms`
}

/** The backend in use, its precision and its speed; opens the reasons and the choice of another. */
export function Badge({ backend, wanted, ms, choose }: BadgeProps) {
  const id = useId()
  return (
    <Disclosure
      name="badge"
      summary={
        <>
          <Cpu aria-hidden="true" />
          {backend ? (
            <span>
              <span>{`${BACKENDS[backend.name]} · float32${ms === undefined ? '' : ` · ${msText(ms)} a reading`}`}</span>
              {backend.software && <em> software</em>}
            </span>
          ) : (
            <span>not started</span>
          )}
        </>
      }
    >
      <label htmlFor={id}>Run every figure on</label>
      <select
        id={id}
        name="backend"
        value={wanted ?? 'best'}
        onChange={({ target: { value } }) =>
          choose(value === 'webgl' || value === 'wasm' || value === 'cpu' ? value : undefined)
        }
      >
        <option value="best">the best there is</option>
        {Object.entries(BACKENDS).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      {backend?.renderer && <p>{`Renderer: ${backend.renderer}.`}</p>}
      {backend?.software && <p>WebGL is drawn by the processor here: no graphics card was offered.</p>}
      {backend?.passedOver.map((reason) => (
        <p key={reason}>{`Not used. ${reason}`}</p>
      ))}
      <p>float32: numbers of 32 bits, about seven digits, from 1e-38 to 3e38.</p>
    </Disclosure>
  )
}
