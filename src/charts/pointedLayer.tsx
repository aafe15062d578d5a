import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react'

/** The layer that is pointed at, by its place on the axes of layers: one for a figure. */
export interface PointedLayer {
  get(): number | undefined
  point(at: number | undefined): void
  subscribe(listener: () => void): () => void
}

/** A store in which no layer is pointed at yet. */
export function pointedLayer(): PointedLayer {
  let pointed: number | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => pointed,
    point(at) {
      if (at === pointed) return
      pointed = at
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const Context = createContext<PointedLayer | undefined>(undefined)

/** Everything inside shares one pointed layer. */
export function LayerPointer({ children }: { readonly children: ReactNode }) {
  const store = useMemo(pointedLayer, [])
  return <Context value={store}>{children}</Context>
}

const nowhere = () => undefined

/** The pointed layer of the figure, and a way to point. A picture outside of a figure has a pointed layer of its own; one without layers (`on` false) has none. */
export function usePointedLayer(on = true): readonly [number | undefined, PointedLayer['point']] {
  const [own] = useState(pointedLayer)
  const store = useContext(Context) ?? own
  return [useSyncExternalStore(store.subscribe, on ? store.get : nowhere, nowhere), store.point]
}

/** Whether this layer is pointed at: what asks is drawn again only when the answer changes. */
export function useIsPointed(at: number | undefined): readonly [boolean, PointedLayer['point']] {
  const [own] = useState(pointedLayer)
  const store = useContext(Context) ?? own
  const is = () => at !== undefined && store.get() === at
  return [useSyncExternalStore(store.subscribe, is, () => false), store.point]
}
