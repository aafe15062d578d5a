import type { NumberParam } from './params'

/** The position of x on the slider: x, log2 x or log10 x. */
export function toSlider(param: NumberParam, x: number): number {
  return param.scale === 'linear' ? x : param.scale === 'log2' ? Math.log2(x) : Math.log10(x)
}

/** The inverse of `toSlider`, rounded to the nearest legal value. */
export function fromSlider(param: NumberParam, position: number): number {
  const x = param.scale === 'linear' ? position : param.scale === 'log2' ? 2 ** position : 10 ** position
  return nearest(param, x)
}

/** The legal value nearest to x: in range, on a step, and whole if `integer`. NaN gives `initial`. */
export function nearest(param: NumberParam, x: number): number {
  if (Number.isNaN(x)) return param.initial
  const inRange = Math.min(param.max, Math.max(param.min, x))
  const low = toSlider(param, param.min)
  const steps = Math.round((toSlider(param, inRange) - low) / param.step)
  const position = Math.min(low + steps * param.step, toSlider(param, param.max))
  const stepped = param.scale === 'linear' ? position : param.scale === 'log2' ? 2 ** position : 10 ** position
  const clean = Number(stepped.toPrecision(10))
  return param.integer ? Math.round(clean) : clean
}
