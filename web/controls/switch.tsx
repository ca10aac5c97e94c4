import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaProps } from 'react-aria-components'

export type SwitchProps = Omit<AriaProps, 'className' | 'style' | 'children'> & { children: ReactNode }

export function Switch({ children, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className="switch">
      <span aria-hidden="true" className="switch-track">
        <span className="switch-knob" />
      </span>
      {children}
    </AriaSwitch>
  )
}
