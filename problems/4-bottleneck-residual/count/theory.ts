import { exactly, exactSeries } from '../../../src/experiment'
import { bottlenecksUpTo } from './setting'

/**
 * Multiplications for one input: N^2 (L - 1) in the plain network, 2 N N_b (L - 1) with bottlenecks. Their ratio, 2 N_b / N, at every bottleneck of
 * the sweep.
 */
export function counts({
  width,
  bottleneck,
  layers,
}: {
  readonly width: number
  readonly bottleneck: number
  readonly layers: number
}) {
  const sweep = bottlenecksUpTo(width)
  return {
    plain: exactly(width ** 2 * (layers - 1)),
    bottlenecked: exactly(2 * width * bottleneck * (layers - 1)),
    countRatio: exactSeries(
      sweep,
      sweep.map((n) => (2 * n) / width),
    ),
  }
}
