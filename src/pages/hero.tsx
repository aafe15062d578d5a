/** Random linear networks of one gain: log10 of the mean square of their signal at each layer. */
export interface HeroLine {
  readonly gain: number
  /** One row for each network, from the input (layer 0) to the last layer. */
  readonly measured: readonly (readonly number[])[]
  /** l log10 g^2 at layer l. */
  readonly theory: readonly number[]
}

/** The networks drawn on the home page, computed when the book is built. */
export interface HeroData {
  readonly width: number
  readonly layers: number
  readonly networks: number
  readonly lines: readonly HeroLine[]
}

const WIDTH = 640
const HEIGHT = 250
const LEFT = 52
const RIGHT = 84
const TOP = 14
const BOTTOM = 34
const DECADES = 9

const inWords = (count: number) => ['no', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? String(count)

/** Draws the networks at build time: each as a thin line, the prediction as a broad pale line behind. */
export function Hero({ width, layers, networks, lines }: HeroData) {
  const x = (layer: number) => LEFT + (layer / layers) * (WIDTH - LEFT - RIGHT)
  const y = (log: number) => TOP + ((DECADES - log) / (2 * DECADES)) * (HEIGHT - TOP - BOTTOM)
  const path = (row: readonly number[]) =>
    row.map((log, layer) => `${layer === 0 ? 'M' : 'L'}${x(layer).toFixed(1)} ${y(log).toFixed(1)}`).join('')
  const ends = lines.map(({ gain, theory }) => `gain ${gain} ends near 10 to the ${Math.round(theory.at(-1) ?? 0)}`)
  return (
    <figure className="hero">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Mean square of the signal against the layer, on a logarithmic scale: ${ends.join('; ')}. Each network stays close to its theory line.`}
      >
        {[-8, -4, 0, 4, 8].map((decade) => (
          <g key={decade} className="tick">
            <path d={`M${LEFT} ${y(decade)}H${WIDTH - RIGHT}`} />
            <text x={LEFT - 8} y={y(decade) + 4} textAnchor="end">
              10
              <tspan dy="-5" className="power">
                {String(decade).replace('-', '−')}
              </tspan>
            </text>
          </g>
        ))}
        {lines.map(({ gain, theory }) => (
          <path key={gain} className="theory" d={path(theory)} />
        ))}
        {lines.map(({ gain, measured }) =>
          measured.map((row) => <path key={`${gain} ${row.at(-1)}`} className="measured" d={path(row)} />),
        )}
        {lines.map(({ gain, theory }) => (
          <text key={gain} className="gain" x={WIDTH - RIGHT + 10} y={y(theory.at(-1) ?? 0) + 4}>
            <tspan className="variable">g</tspan> = {gain}
          </text>
        ))}
        {[0, 10, 20, 30, 40].map((layer) => (
          <text key={layer} className="layer" x={x(layer)} y={HEIGHT - 14} textAnchor="middle">
            {layer === 0 ? 'input' : layer}
          </text>
        ))}
        <text className="layer" x={WIDTH - RIGHT + 18} y={HEIGHT - 14}>
          layer
        </text>
      </svg>
      <figcaption>
        How large the signal is, layer by layer, in {inWords(networks)} random linear networks of {width} units for each
        of {inWords(lines.length)} gains. Thin lines: the networks, drawn and run when this page was built. Broad pale
        lines: what a line of algebra says they do.
      </figcaption>
    </figure>
  )
}
