import back from './back'
import crossEntropy from './crossEntropy'
import flat from './flat'
import type { KernelCase, Refused, Subject } from './kernelCase'
import layers from './layers'
import optimisers from './optimisers'
import rows from './rows'
import sparse from './sparse'

export { errorsOf } from './kernelCase'

const SUBJECTS: readonly Subject[] = [layers, back, crossEntropy, sparse, rows, flat, optimisers]

/** Every fused kernel, for every activation and several sizes. */
export const KERNEL_CASES: readonly KernelCase[] = SUBJECTS.flatMap(({ cases }) => cases)

/** Calls whose shapes do not fit. */
export const REFUSED: readonly Refused[] = SUBJECTS.flatMap(({ refused }) => refused)
