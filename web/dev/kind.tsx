import type { ReactNode } from 'react'

/** One kind of control under its name. */
export function Kind({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="controls-kind">
      <h2>{name}</h2>
      {children}
    </section>
  )
}
