import type { Tex } from '../../experiment'
import { Formula } from './Formula'

/** A label with its symbol; where the label is the symbol, once. */
export function Words({ label, symbol }: { readonly label: string; readonly symbol?: Tex | undefined }) {
  if (!symbol) return label
  if (symbol.source === label) return <Formula tex={symbol} />
  return (
    <>
      {label} <Formula tex={symbol} />
    </>
  )
}
