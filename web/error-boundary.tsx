import { Component, type ReactNode } from 'react'
import { Button } from './controls/button.tsx'
import { Bare } from './page-frame.tsx'

type Props = { title: string; reload: string; children: ReactNode }

/** Shows what to do next when a page has crashed, instead of a blank page. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <Bare title={this.props.title}>
        <Button variant="primary" onPress={() => location.reload()}>
          {this.props.reload}
        </Button>
      </Bare>
    )
  }
}
