import { getKernel, registerKernel } from '@tensorflow/tfjs-core'
import { FUSED } from '../../../../numerics/networks/fused'
import type { WebglBackend, WebglKernel } from './backend'
import { COMPOSED } from './composed'
import { CROSS_ENTROPY } from './crossEntropy'
import { FLAT } from './flat'
import { PROGRAMS } from './kernels'

const KERNELS: Readonly<Record<keyof typeof FUSED, WebglKernel>> = {
  ...PROGRAMS,
  ...FLAT,
  ...CROSS_ENTROPY,
  ...COMPOSED,
}

/** Registers the fused kernels on WebGL. */
export function registerFusedOnWebgl(): void {
  for (const kernel of Object.keys(FUSED) as (keyof typeof FUSED)[])
    if (!getKernel(FUSED[kernel], 'webgl'))
      registerKernel({
        kernelName: FUSED[kernel],
        backendName: 'webgl',
        kernelFunc: ({ inputs, attrs, backend }) => KERNELS[kernel](backend as WebglBackend, inputs, attrs ?? {}),
      })
}
