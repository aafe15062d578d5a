import { Component, type ReactNode } from 'react'

interface ChartBoundaryProps {
  /** Names the chart in the message. */
  readonly title: string
  readonly children: ReactNode
}

/** Keeps an error of one chart from the others: a sentence and a button stand in its place. */
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
