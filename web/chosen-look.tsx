import { useEffect, type ReactNode } from 'react'
import { SOFT_SHARE } from '../contract/text/accent.ts'
import { WEB } from '../contract/web/paths.ts'
import type { Look } from '../contract/web/types.ts'

type Props = { look: Look; children?: ReactNode }

/** The logo of an organization, or else what is inside. While it is shown, buttons, links and what is selected have the chosen color. */
export function ChosenLook({ look: { logo, accent }, children }: Props) {
  const { light, dark } = accent ?? {}
  useEffect(() => {
    if (light === undefined || dark === undefined) return
    const { style } = document.documentElement
    const color = `light-dark(${light}, ${dark})`
    style.setProperty('--accent', color)
    style.setProperty('--accent-hover', `color-mix(in srgb, ${color} 85%, var(--ink))`)
    const [onLight, onDark] = [
      `color-mix(in srgb, ${light} ${SOFT_SHARE.light}%, var(--surface))`,
      `color-mix(in srgb, ${dark} ${SOFT_SHARE.dark}%, var(--surface))`,
    ]
    style.setProperty('--accent-soft', `light-dark(${onLight}, ${onDark})`)
    return () => {
      style.removeProperty('--accent-soft')
      style.removeProperty('--accent')
      style.removeProperty('--accent-hover')
    }
  }, [light, dark])
  if (logo === undefined) return children
  // Relative, since a proxy may serve the pages below a path.
  return <img className="logo" src={`.${WEB.logos}/${logo}`} alt="" />
}
