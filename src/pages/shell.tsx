import { Contrast, Presentation, Printer } from 'lucide-react'
import type { ReactNode } from 'react'

interface ShellProps {
  /** The relative path to the root of the book: "./" or "../../". */
  readonly root: string
  readonly home: boolean
  readonly children: ReactNode
}

/** The frame of every page. */
export function Shell({ root, home, children }: ShellProps) {
  return (
    <>
      <a className="skip" href="#top">
        Skip to the text
      </a>
      <header className="site-header">
        <a className="wordmark" href={root} aria-current={home ? 'page' : undefined}>
          Trainability
        </a>
        <div className="settings">
          {!home && <PrintMenu />}
          <button type="button" className="quiet" data-projector-toggle aria-pressed="false">
            <Presentation aria-hidden="true" />
            <span>Projector</span>
          </button>
          <button type="button" className="quiet" data-theme-toggle>
            <Contrast aria-hidden="true" />
            <span>Theme</span>
          </button>
        </div>
      </header>
      {children}
      <footer className="site-footer">
        <p>
          After TTIC 31230 <cite>Fundamentals of Deep Learning</cite>, 2020, David McAllester, “Problems for
          Trainability”.
        </p>
        <p>
          Code under the MIT licence, text under{' '}
          <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">
            CC BY 4.0
          </a>
          . <a href={`${root}#colophon`}>About this book</a>
        </p>
        {/* Filled in by the browser once it has stored the book. */}
        <p className="offline" role="status" data-offline />
      </footer>
    </>
  )
}

const SHEETS = {
  worksheet: 'Worksheet: questions and room to write',
  hints: 'Questions and hints',
  solutions: 'Solutions',
  all: 'Everything, with figures',
}

/** The menu of what can be printed of a page. */
const PrintMenu = () => (
  <details className="print-menu">
    <summary className="quiet">
      <Printer aria-hidden="true" />
      <span>Print</span>
    </summary>
    <div>
      {Object.entries(SHEETS).map(([sheet, says]) => (
        <button key={sheet} type="button" className="quiet" data-print-sheet={sheet}>
          {says}
        </button>
      ))}
    </div>
  </details>
)
