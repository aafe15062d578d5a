import { Download } from 'lucide-react'
import { type ReactNode, type RefObject, useState } from 'react'
import type { Measures, Params, View } from '../../experiment'
import { Disclosure } from '../panel/Disclosure'
import { type Caption, chartSvg, pngFile, svgFile } from './chartPicture'
import { download } from './download'

interface ExportMenuProps {
  /** "3-weight-initialization/variance": names the files. */
  readonly id: string
  readonly views: readonly View<Params, Measures>[]
  readonly figure: RefObject<HTMLElement | null>
  caption(): Caption
  csv(): string
  /** Further exports of the figure. */
  readonly children?: ReactNode
}

/** The numbers of a figure as a table, and its charts as pictures. */
export function ExportMenu({ id, views, figure, caption, csv, children }: ExportMenuProps) {
  const [transparent, setTransparent] = useState(false)
  const [fault, setFault] = useState<string>()
  const file = id.replaceAll('/', '-')
  const save = async (index: number, format: 'svg' | 'png') => {
    const root = figure.current
    const chart = root?.querySelector(`[data-view="${index}"]`)
    if (!root || !chart) return
    if (chart.getBoundingClientRect().width === 0) {
      setFault('This view is not shown now: choose its tab first.')
      return
    }
    try {
      const background = transparent ? 'transparent' : 'white'
      const picture = await chartSvg(root, chart, caption(), background)
      download(
        `${file}-${index + 1}.${format}`,
        format === 'svg' ? svgFile(picture) : await pngFile(picture, background),
      )
      setFault(undefined)
    } catch (error) {
      setFault(`The picture was not saved: ${error instanceof Error ? error.message : String(error)}.`)
    }
  }
  return (
    <Disclosure
      name="export"
      summary={
        <>
          <Download aria-hidden="true" />
          <span>Export</span>
        </>
      }
    >
      <button type="button" onClick={() => download(`${file}.csv`, new Blob([csv()], { type: 'text/csv' }))}>
        Numbers (CSV)
      </button>
      <ul className="export-pictures">
        {views.map(
          (view, index) =>
            view.kind !== 'scalars' &&
            view.kind !== 'text' && (
              <li key={view.title}>
                <span>{view.title}</span>
                <button type="button" aria-label={`${view.title} as SVG`} onClick={() => save(index, 'svg')}>
                  SVG
                </button>
                <button type="button" aria-label={`${view.title} as PNG`} onClick={() => save(index, 'png')}>
                  PNG
                </button>
              </li>
            ),
        )}
      </ul>
      <label className="export-option">
        <input type="checkbox" checked={transparent} onChange={(event) => setTransparent(event.target.checked)} />
        <span>transparent background</span>
      </label>
      {children}
      <p className="export-fault" role="status">
        {fault}
      </p>
    </Disclosure>
  )
}
