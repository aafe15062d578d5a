import type { Measures, Reading, Value } from '../experiment'

/** The backends of tf.js that the engine starts. */
export type BackendName = 'webgl' | 'wasm' | 'cpu'

/** What runs the numbers, as the badge states it. */
export interface BackendState {
  readonly name: BackendName
  /** The graphics renderer by its own name; empty off WebGL. */
  readonly renderer: string
  /** WebGL drawn by the processor, not by a graphics card. */
  readonly software: boolean
  /** Why each backend before this one was passed over, a sentence each. */
  readonly passedOver: readonly string[]
}

/** What a figure asks for: everything that fixes its numbers. */
export interface RunRequest {
  /** "3-weight-initialization/variance" */
  readonly experiment: string
  readonly values: Readonly<Record<string, Value>>
  readonly seed: number
}

/** A reading of some experiment, whichever it is. */
export type AnyReading = Reading<Measures>

/** To the worker. `run` begins paused if asked; `step` takes one reading of a paused run. */
export type Command =
  | { readonly kind: 'start'; readonly backend: BackendName | undefined }
  | {
      readonly kind: 'run'
      readonly runId: number
      readonly request: RunRequest
      readonly paused: boolean
      /** Milliseconds between readings at least: they are to be looked at. */
      readonly pace?: number | undefined
    }
  | { readonly kind: 'pause' | 'resume' | 'step' | 'cancel'; readonly runId: number }

/** From the worker. */
export type Report =
  | { readonly kind: 'ready'; readonly backend: BackendState }
  /** The worker can compute no more (a lost context) or never could: it wants to be replaced. */
  | { readonly kind: 'broken'; readonly message: string }
  /** Sent before each reading is begun: from here on the engine's patience counts. */
  | { readonly kind: 'begun'; readonly runId: number }
  | {
      readonly kind: 'reading'
      readonly runId: number
      readonly reading: AnyReading
      /** Milliseconds that the reading took, and the tensors and bytes alive after it. */
      readonly ms: number
      readonly tensors: number
      readonly bytes: number
    }
  | { readonly kind: 'done'; readonly runId: number }
  | { readonly kind: 'failed'; readonly runId: number; readonly message: string }
