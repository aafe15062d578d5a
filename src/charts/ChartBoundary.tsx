import { Component, type ReactNode } from 'react'

interface ChartBoundaryProps {
  /** Names the chart in the message. */
  readonly title: string
  readonly children: ReactNode
}

/** Catches the error of one chart, and shows a sentence and a button in its place. */
export class ChartBoundary extends Component<ChartBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <p className="chart-fault" role="alert">
        <span>{`“${this.props.title}” could not be drawn.`}</span>{' '}
        <button type="button" onClick={() => this.setState({ failed: false })}>
          Draw it again
        </button>
      </p>
    )
  }
}
