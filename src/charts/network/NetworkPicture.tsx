import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Measures, NetworkLayer, NetworkView, Params } from '../../experiment'
import type { Drawn } from '../drawn'
import { withModifier } from '../keys'
import { useBox } from '../plot/useBox'
import { usePointedLayer } from '../pointedLayer'
import { useSame } from '../useSame'
import { Formula } from '../wording/Formula'
import { type NetworkLayout, namedColumns, networkLayout } from './layout/layout'
import { NetworkDrawing } from './NetworkDrawing'
import { NetworkLegend } from './NetworkLegend'
import { PassButtons } from './PassButtons'
import { stopsOf } from './pass'
import { useSlowPass } from './useSlowPass'
import { layerValues } from './values'
import { layerText, networkText, passesLine, passesText, stopText } from './wording'
import './network.css'

type View = NetworkView<Params, Measures>
type Layer = NetworkLayer

/** Before it is laid out, and on the server, the picture is drawn at this size and scaled. */
const SERVER = { width: 720, height: 81, em: 14 }

/** The network drawn from its parameters, one row: layers to scale, coloured by what was just measured there. */
export function NetworkPicture({
  view,
  measures,
  values,
  reading,
  stale,
  run,
}: Omit<Drawn, 'ghosts' | 'theory' | 'answers'> & { readonly view: View }) {
  const root = useRef<HTMLDivElement>(null)
  const element = useRef<HTMLDivElement>(null)
  const box = useBox(element) ?? SERVER
  const layers = useSame(view.layers(values))
  const layout = useMemo(() => networkLayout(layers, box), [layers, box])
  const told = useSame({
    forward: layerValues(view, 'forward', layers, values, measures, reading),
    backward: layerValues(view, 'backward', layers, values, measures, reading),
  })
  const heads = useSame({ forward: view.forward?.heads ?? false, backward: view.backward?.heads ?? false })
  // The slow pass does not play stale numbers.
  const stops = useMemo(() => (stale ? [] : stopsOf(told)), [told, stale])
  const pass = useSlowPass(root, stops.length, run)
  const stop = pass.at === undefined ? undefined : stops[pass.at]
  const { pointed, point, asked } = usePointing(layers, stop?.layer)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (withModifier(event)) return
    const next = movedLayer(event.key, pointed, layers.length)
    if (event.key === 'Escape' && pointed !== undefined) point(undefined)
    else if (next !== undefined) point(next, 'keys')
    else return
    event.preventDefault()
  }
  const passing = view.forward !== undefined || view.backward !== undefined
  const says =
    stop && (pointed === undefined || pointed === stop.layer)
      ? stopText(view, layers, told, stop)
      : pointed !== undefined
        ? layerText(view, layers, told, pointed)
        : passesLine(view, layers, told)
  const about = view.says?.(values)
  return (
    <div
      className="network"
      ref={root}
      data-stale={stale || undefined}
      data-pass={stop && `${stop.direction} ${stop.layer}`}
      data-playing={pass.playing || undefined}
      data-few={layers.length <= 4 || undefined}
    >
      <div className="network-grid">
        <div className="network-picture">
          <div
            className="network-box"
            ref={element}
            role="img"
            aria-label={[`${view.title}: ${networkText(layers)}.`, about, passesText(view, layers, told)]
              .filter(Boolean)
              .join(' ')}
            suppressHydrationWarning
            // biome-ignore lint/a11y/noNoninteractiveTabindex: an image of data that the arrow keys read out layer by layer has to be reachable by the keyboard.
            tabIndex={0}
            onKeyDown={onKeyDown}
            onBlur={() => point(undefined)}
          >
            <NetworkDrawing
              layers={layers}
              layout={layout}
              box={box}
              told={told}
              heads={heads}
              stop={stop}
              pointed={pointed ?? stop?.layer}
              point={point}
            />
          </div>
          <Names layers={layers} layout={layout} em={box.em} width={box.width} pointed={pointed ?? stop?.layer} />
        </div>
        {(passing || about !== undefined) && (
          <div className="network-side">
            {about !== undefined && <p className="network-about">{about}</p>}
            {passing && <NetworkLegend view={view} />}
            {passing && <PassButtons pass={pass} stops={stops.length} />}
          </div>
        )}
        <p className="network-says" title={says}>
          {says}
        </p>
      </div>
      <span className="visually-hidden" aria-live="polite">
        {asked === 'keys' || (stop && !pass.playing) ? says : ''}
      </span>
    </div>
  )
}

type Asked = 'pointer' | 'keys'

/** The layer that is pointed at in this picture or, by its position, in another one of the figure, and the layer where the slow pass is. */
function usePointing(layers: readonly Layer[], passed: number | undefined) {
  const [shared, share] = usePointedLayer()
  const [own, setOwn] = useState<{ readonly index: number; readonly asked: Asked }>()
  const point = useCallback(
    (index: number | undefined, asked: Asked = 'pointer') => {
      setOwn(index === undefined ? undefined : { index, asked })
      share(index === undefined ? undefined : layers[index]?.at)
    },
    [layers, share],
  )
  const at = passed === undefined ? undefined : layers[passed]?.at
  useEffect(() => {
    if (at === undefined) return
    share(at)
    return () => share(undefined)
  }, [at, share])
  const elsewhere = shared === undefined ? -1 : layers.findIndex((layer) => layer.at === shared)
  // Another picture may have pointed elsewhere since.
  const here =
    own !== undefined && own.index < layers.length && layers[own.index]?.at === shared ? own.index : undefined
  return { pointed: here ?? (elsewhere < 0 ? undefined : elsewhere), point, asked: own?.asked }
}

/** The layer that an arrow key leads to: the first key finds the first layer, or the last. */
export function movedLayer(key: string, from: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined
  const target = {
    ArrowRight: (from ?? -1) + 1,
    ArrowLeft: (from ?? count) - 1,
    Home: 0,
    End: count - 1,
  }[key]
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target))
}

interface NamesProps {
  readonly layers: readonly Layer[]
  readonly layout: NetworkLayout
  readonly em: number
  readonly width: number
  readonly pointed: number | undefined
}

/** The names under the layers, as many as there is room for, and that of the layer pointed at. */
function Names({ layers, layout, em, width, pointed }: NamesProps) {
  const wide = layers.length <= 4
  const longest = Math.max(1, ...layers.map(({ symbol, short, label }) => (symbol ? 2 : (short ?? label).length)))
  const named = new Set(namedColumns(layers.length, Math.max(2, Math.floor(width / (em * (0.55 * longest + 0.9))))))
  return (
    <ol className="network-names" aria-hidden="true">
      {layers.map((layer, index) => {
        const x = ((layout.columns[index]?.x ?? 0) / width) * 100
        if (!named.has(index) && index !== pointed) return null
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the network.
            key={index}
            className="network-name"
            style={{ insetInlineStart: `${Math.round(x * 100) / 100}%` }}
            data-term={layer.term}
            data-pointed={index === pointed || undefined}
          >
            {layer.symbol ? <Formula tex={layer.symbol} /> : (layer.short ?? layer.label)}
            {wide && (
              <small>
                {[...(layer.symbol || layer.short ? [layer.label] : []), ...(layer.size ? [] : [layer.units])].join(
                  ', ',
                )}
              </small>
            )}
          </li>
        )
      })}
    </ol>
  )
}
