import type { PlainShape } from './plain'

/** A unit as an object that knows its links, after the description of tensorflow/playground: one example at a time, no arrays of numbers. */
class Unit {
  readonly incoming: Link[] = []
  readonly outgoing: Link[] = []
  bias = 0
  output = 0
  /** dLoss/doutput and dLoss/dy of the example, and the sum of dLoss/dy over the examples of a step. */
  ofOutput = 0
  delta = 0
  sum = 0

  constructor(private readonly linear: boolean) {}

  forward(): void {
    let y = this.bias
    for (const link of this.incoming) y += link.weight * link.from.output
    this.output = this.linear ? y : 1 / (1 + Math.exp(-y))
  }

  backward(): void {
    this.delta = this.linear ? this.ofOutput : this.ofOutput * this.output * (1 - this.output)
    this.sum += this.delta
    for (const link of this.incoming) link.sum += this.delta * link.from.output
  }
}

class Link {
  weight: number
  sum = 0

  constructor(
    readonly from: Unit,
    readonly to: Unit,
    fanIn: number,
  ) {
    this.weight = (Math.random() - 0.5) * Math.sqrt(12 / fanIn)
    from.outgoing.push(this)
    to.incoming.push(this)
  }
}

/** Returns a step of plain gradient descent of a network with one head, an object for each unit and each link. */
export function stepOfObjects({ layers, width, batch }: PlainShape, rate: number): () => void {
  const network = [
    ...Array.from({ length: layers + 1 }, () => Array.from({ length: width }, () => new Unit(false))),
    [new Unit(true)],
  ]
  for (const [l, units] of network.entries())
    for (const from of network[l - 1] ?? []) for (const unit of units) new Link(from, unit, network[l - 1]?.length ?? 1)
  const [inputs = [], ...above] = network
  const examples = Array.from({ length: batch }, () => inputs.map(() => Math.random() * 2 - 1))
  return () => {
    for (const example of examples) {
      for (const [i, unit] of inputs.entries()) unit.output = example[i] ?? 0
      for (const units of above) for (const unit of units) unit.forward()
      for (const units of above.toReversed())
        for (const unit of units) {
          if (unit.outgoing.length === 0) unit.ofOutput = unit.output - (example[0] ?? 0)
          else {
            unit.ofOutput = 0
            for (const link of unit.outgoing) unit.ofOutput += link.weight * link.to.delta
          }
          unit.backward()
        }
    }
    for (const units of above)
      for (const unit of units) {
        unit.bias -= (rate * unit.sum) / batch
        unit.sum = 0
        for (const link of unit.incoming) {
          link.weight -= (rate * link.sum) / batch
          link.sum = 0
        }
      }
  }
}
