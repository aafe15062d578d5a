import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import type { Tf } from '../experiment'
import { layer } from '../numerics/networks/fused'
import { importAgain } from './importAgain'
import { registerFusedOnCpu } from './kernels/fused/cpu'
import { registerFusedOnWebgl } from './kernels/fused/webgl/register'
import { withOwnKernels } from './kernels/wasm'
import type { BackendName, BackendState } from './protocol'

/** A started tf.js backend that computes in single precision. */
export interface Backend {
  readonly tf: Tf
  readonly state: BackendState
  /** Whether the WebGL context was lost. A lost context computes zeros without an error, so this is checked before every reading is posted. */
  isLost(): boolean
  /** Bytes in use on the device, or in tensors if there is no device. */
  bytes(): number
}

/** The order of preference if a graphics card runs WebGL. */
const ORDER: readonly BackendName[] = ['webgl', 'wasm', 'cpu']

/** The order of preference if the processor runs WebGL (a software renderer): WebAssembly on the same processor is about ten times as fast. */
const ORDER_WITHOUT_CARD: readonly BackendName[] = ['wasm', 'webgl', 'cpu']

interface Started {
  /** The name of the renderer of WebGL; empty for another backend. */
  readonly renderer: string
  isLost(): boolean
}

/**
 * Starts the wanted backend, or the first in order of preference that computes correctly. `lost` is called when the WebGL context is lost. Throws if
 * no backend starts.
 */
export async function startBackend(wanted: BackendName | undefined, lost: () => void): Promise<Backend> {
  const passedOver: string[] = []
  for (const name of order(wanted, passedOver)) {
    try {
      const started = await starters[name](lost)
      const wrong = wrongArithmetic(tf)
      if (wrong) throw new Error(wrong)
      const { renderer } = started
      return {
        tf,
        state: { name, renderer, software: isSoftware(renderer), passedOver },
        isLost: started.isLost,
        bytes: () => {
          const memory: { numBytes: number; numBytesInGPU?: number } = tf.memory()
          return memory.numBytesInGPU ?? memory.numBytes
        },
      }
    } catch (error) {
      passedOver.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(`No backend could be started. ${passedOver.join(' ')}`)
}

/**
 * The backends in the order in which they are tried: first the wanted one. The renderer of WebGL is asked for only if none is wanted or the wanted one
 * fails, because making its context takes long. Adds to `passedOver` why WebGL is not the first.
 */
function* order(wanted: BackendName | undefined, passedOver: string[]): Generator<BackendName> {
  if (wanted) yield wanted
  const renderer = rendererOf()
  const software = isSoftware(renderer)
  if (software && !wanted)
    passedOver.push(
      `WebGL: the processor draws it here (${renderer}), and computes about ten times as fast in WebAssembly.`,
    )
  for (const name of software ? ORDER_WITHOUT_CARD : ORDER) if (name !== wanted) yield name
}

const starters: Record<BackendName, (lost: () => void) => Promise<Started>> = {
  async webgl(lost) {
    const webgl = await importAgain(() => import('@tensorflow/tfjs-backend-webgl'))
    const canvas = new OffscreenCanvas(1, 1)
    const gl = webglContext(canvas)
    if (!gl) throw new Error('this browser gives no WebGL 2 context to a worker.')
    canvas.addEventListener('webglcontextlost', lost)
    webgl.setWebGLContext(2, gl)
    // By default small operations run on the processor, and pooled textures are never freed.
    tf.env().set('WEBGL_CPU_FORWARD', false)
    tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 256 * 2 ** 20)
    registerFusedOnWebgl()
    await use('webgl')
    return { renderer: rendererOf(gl), isLost: () => gl.isContextLost() }
  },
  async wasm() {
    const [wasm, { default: simd }] = await Promise.all([
      importAgain(() => import('@tensorflow/tfjs-backend-wasm')),
      importAgain(() => import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url')),
    ])
    if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('this browser has no WebAssembly SIMD.')
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    // tf.js requires a path for all three binaries, but with SIMD and without threads it loads only this one.
    wasm.setWasmPaths({
      'tfjs-backend-wasm.wasm': simd,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    })
    await withOwnKernels(() => use('wasm'))
    return { renderer: '', isLost: () => false }
  },
  async cpu() {
    await importAgain(() => import('@tensorflow/tfjs-backend-cpu'))
    registerFusedOnCpu()
    await use('cpu')
    return { renderer: '', isLost: () => false }
  },
}

/** Creates a context with the attributes of tf.js, except that a software renderer is accepted: the badge says so. */
const webglContext = (canvas: OffscreenCanvas): WebGL2RenderingContext | null =>
  canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
  })

/** The name of the renderer of WebGL in a worker, or of a context; empty if there is no WebGL. */
function rendererOf(
  gl = typeof OffscreenCanvas === 'undefined' ? null : webglContext(new OffscreenCanvas(1, 1)),
): string {
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  const renderer: unknown = gl?.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)
  return typeof renderer === 'string' ? renderer : ''
}

/** Whether a renderer runs on the processor. */
const isSoftware = (renderer: string): boolean => /swiftshader|llvmpipe|software|basic render/i.test(renderer)

/** Sets the backend. `setBackend` can resolve to false although `getBackend` already returns the new name. */
async function use(name: BackendName): Promise<void> {
  const accepted = await tf.setBackend(name)
  await tf.ready()
  if (!accepted || tf.getBackend() !== name) throw new Error('tf.js could not start it.')
}

/**
 * Tests arithmetic that 16-bit textures or a broken kernel get wrong. Returns a sentence about the first error, or undefined if single precision is
 * real.
 */
export function wrongArithmetic(tf: Tf): string | undefined {
  const counted = () => tf.reshape(tf.range(0, 30), [2, 3, 5])
  const cases: readonly (readonly [string, number, () => tf.Tensor])[] = [
    ['1e-4 * 1e-4', 1e-8, () => tf.mul(tf.scalar(1e-4), tf.scalar(1e-4))],
    ['1 / 3 * 3', 1, () => tf.mul(tf.div(tf.scalar(1), tf.scalar(3)), tf.scalar(3))],
    ['300 * 300', 90000, () => tf.mul(tf.scalar(300), tf.scalar(300))],
    [
      'thirteen factors of 0.25',
      0.25 ** 13,
      () => Array.from({ length: 12 }).reduce<tf.Tensor>((x) => tf.mul(x, tf.scalar(0.25)), tf.scalar(0.25)),
    ],
    // The sum of all elements of X X^T for the two 3 x 5 matrices of 0 ... 29: the sum of the squares of their column sums.
    ['two matrix products', 24165, () => tf.sum(tf.matMul(counted(), counted(), false, true))],
    // The sum of sigma(0.01 y - 0.5) over the sums y of five neighbours: 10, 35, 60, 85, 110, 135.
    [
      'a layer of sigmoids',
      3.32170271,
      () => {
        const weights = tf.fill([2, 5, 1], 0.01)
        const bias = tf.fill([1, 1, 1], 0.5)
        return tf.sum(layer(tf, { inputs: counted(), weights, bias, biasFactor: -1, activation: 'sigmoid' }))
      },
    ],
  ]
  for (const [says, right, compute] of cases) {
    const found = tf.tidy(() => compute().dataSync()[0] ?? Number.NaN)
    if (!(Math.abs(found - right) <= 1e-5 * right))
      return `its arithmetic is not single precision: ${says} came out as ${found}.`
  }
  return undefined
}
