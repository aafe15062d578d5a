import { traineeOf } from '../../../problems/4-bottleneck-residual/training/network'
import { NETWORKS } from '../../../problems/4-bottleneck-residual/training/setting'
import type { Trained } from '../../bench/pages/trained'

const [layers, width, bottleneck] = [49, 32, 8]

const stack: Trained = {
  network: 'problem 4, bottleneck stack',
  shape: { layers, width, batch: 32, bottleneck, residual: true, heads: false },
  networks: NETWORKS,
  trainee: (_, lab) => traineeOf(lab, { blocks: layers, width, bottleneck, skip: 1, branch: 1, scaled: true }),
}

export default [stack]
