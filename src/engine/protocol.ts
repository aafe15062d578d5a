import type { Measures, Reading, Value } from '../experiment'

/** The backends of tf.js that the engine starts. */
export type BackendName = 'webgl' | 'wasm' | 'cpu'

/** The backend in use, as shown by the badge. */
export interface BackendState {
  readonly name: BackendName
  /** The name of the graphics renderer; empty unless the backend is WebGL. */
  readonly renderer: string
  /** Whether WebGL runs on the processor and not on a graphics card. */
  readonly software: boolean
  /** Why each preferred backend was skipped, one sentence each. */
  readonly passedOver: readonly string[]
}

/** A request for a run: everything that determines its numbers. */
export interface RunRequest {
  /** "3-weight-initialization/variance" */
  readonly experiment: string
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
}

/** A reading of any experiment. */
export type AnyReading = Reading<Measures>

/** A message to the worker. A `run` may start paused; `step` takes one reading of a paused run. */
export type Command =
  | { readonly kind: 'start'; readonly backend: BackendName | undefined }
  | {
      readonly kind: 'run'
      readonly runId: number
      readonly request: RunRequest
      readonly paused: boolean
      /** Minimum milliseconds between readings, for readings that are looked at one by one. */
      readonly pace?: number | undefined
    }
  | { readonly kind: 'pause' | 'resume' | 'step' | 'cancel'; readonly runId: number }

/** A message from the worker. */
export type Report =
  | { readonly kind: 'ready'; readonly backend: BackendState }
  /** The reply to every command but the first, which shows that the worker is alive. It is immediate unless a reading is being taken. */
  | { readonly kind: 'heard' }
  /** The worker lost its WebGL context or failed to start, and must be replaced. */
  | { readonly kind: 'broken'; readonly message: string }
  /** Sent before each reading: its time limit counts from here. */
  | { readonly kind: 'begun'; readonly runId: number }
  | {
      readonly kind: 'reading'
      readonly runId: number
      readonly reading: AnyReading
      /** Milliseconds that the reading took, and the number of tensors and bytes allocated after it. */
      readonly ms: number
      readonly tensors: number
      readonly bytes: number
    }
  | { readonly kind: 'done'; readonly runId: number }
  | { readonly kind: 'failed'; readonly runId: number; readonly message: string }
