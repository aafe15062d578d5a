import type { Tensor, Tf } from '../../experiment'
import { readTogether } from '../statistics/readback'
import type { Optimiser, Trained } from './optimiser'

/** A network in training, its parameters one flat tensor [n] (`layoutOf`); the seeds are a dimension inside it. */
export interface Trainee<Name extends string> {
  /** The parameters before step 1. */
  initial(tf: Tf): Tensor
  /** dLoss/dparameters, [n], at step 1, 2, 3, ... */
  gradient(tf: Tf, parameters: Tensor, step: number): Tensor
  /** The measurements of a reading, after `step` steps. */
  measure(tf: Tf, parameters: Tensor, step: number): Record<Name, Tensor>
}

/** The standing of a race after some steps. */
export interface Standing<Network extends string, Name extends string> {
  readonly step: number
  /** The measurements of each network. A network that diverged is missing. */
  readonly taken: Partial<Record<Network, Record<Name, Float32Array>>>
  /** The networks that are out from here on: something that they measured was no finite number. */
  readonly diverged: readonly Network[]
}

/**
 * Networks that train side by side with one optimiser: standings at steps 0, `every`, 2 `every`, ... up to `steps`, each from one read of the device.
 * A network that diverges leaves after the standing that shows it; the race ends when all have left. Between standings only the
 * tensors of the training exist; they are disposed of at the end, and when the race is cancelled.
 */
export function* race<Network extends string, Name extends string>(
  tf: Tf,
  networks: Readonly<Record<Network, Trainee<Name>>>,
  { optimiser, steps, every }: { readonly optimiser: Optimiser; readonly steps: number; readonly every: number },
): Generator<Standing<Network, Name>, void, void> {
  const running = new Map<Network, Trained>()
  const drop = (network: Network) => {
    const trained = running.get(network)
    running.delete(network)
    if (trained) tf.dispose([trained.parameters, ...trained.memories])
  }
  try {
    for (const network of Object.keys(networks) as Network[])
      running.set(network, begun(tf, networks[network], optimiser))
    for (let step = 0; ; ) {
      const taken = read(tf, networks, running, step)
      const diverged = [...running.keys()].filter((network) => !allFinite(taken[network]))
      for (const network of diverged) drop(network)
      yield { step, taken, diverged }
      if (running.size === 0 || step >= steps) return
      const until = Math.min(steps, step + every)
      while (step < until) {
        step++
        for (const [network, trained] of running)
          running.set(network, stepped(tf, networks[network], optimiser, trained, step))
      }
    }
  } finally {
    for (const network of [...running.keys()]) drop(network)
  }
}

/** The number of standings of a race in which no network diverges. */
export const standingsOf = (steps: number, every: number): number => Math.ceil(steps / every) + 1

/**
 * The declarations that all experiments on a race share: a reading at step 0 and after every `every` steps, progress counted in steps, and a run that waits for
 * the reader to start it.
 */
export const raceRun = (every: number) =>
  ({
    readings: ({ steps }: { readonly steps: number }) => standingsOf(steps, every),
    progress: { noun: 'step', each: () => every, fromZero: true },
    waits: true,
  }) as const

function begun(tf: Tf, network: Trainee<string>, optimiser: Optimiser): Trained {
  const parameters = tf.tidy(() => network.initial(tf))
  return { parameters, memories: Array.from({ length: optimiser.memories }, () => tf.zerosLike(parameters)) }
}

/** Takes one training step, and disposes of the parameters and memories before it. */
function stepped(tf: Tf, network: Trainee<string>, optimiser: Optimiser, trained: Trained, step: number): Trained {
  const { parameters, memories } = trained
  const [next, ...kept] = tf.tidy(() => {
    const gradient = network.gradient(tf, parameters, step)
    const moved = optimiser.next(tf, trained, gradient, step)
    return [moved.parameters, ...moved.memories]
  })
  tf.dispose([parameters, ...memories])
  if (!next) throw new Error('An optimiser gave no parameters')
  return { parameters: next, memories: kept }
}

/** The measurements of every network, from one read of the device. */
function read<Network extends string, Name extends string>(
  tf: Tf,
  networks: Readonly<Record<Network, Trainee<Name>>>,
  running: ReadonlyMap<Network, Trained>,
  step: number,
): Partial<Record<Network, Record<Name, Float32Array>>> {
  const taken: Partial<Record<Network, Record<Name, Float32Array>>> = {}
  tf.tidy(() => {
    const measured = [...running].map(([network, { parameters }]) => ({
      network,
      tensors: networks[network].measure(tf, parameters, step),
    }))
    const named = measured.flatMap(({ network, tensors }) =>
      Object.entries<Tensor>(tensors).map(([name, tensor]) => [`${network}/${name}`, tensor] as const),
    )
    const numbers = readTogether(tf, Object.fromEntries(named))
    for (const { network, tensors } of measured) {
      const own = Object.keys(tensors).map((name) => [name, numbers[`${network}/${name}`]])
      taken[network] = Object.fromEntries(own) as Record<Name, Float32Array>
    }
  })
  return taken
}

const allFinite = (taken: Readonly<Record<string, Float32Array>> | undefined): boolean =>
  Object.values(taken ?? {}).every((numbers) => numbers.every(Number.isFinite))
