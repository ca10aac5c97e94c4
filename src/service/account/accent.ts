/** A color for buttons and links, on light pages and on dark ones. As `#rrggbb`. */
export type Accent = Readonly<{ light: string; dark: string }>

type Rgb = readonly [red: number, green: number, blue: number]

/** What text in the accent stands on, and what stands on the accent, on light pages. */
const LIGHT = ['#f5f3ee', '#fffefb', '#e3ece7', '#ffffff'].map(toRgb)
/** The same on dark pages. */
const DARK = ['#151a19', '#1d2423', '#26302e', '#243a34', '#0f211b'].map(toRgb)
/** WCAG 2.2, AA for text. */
const LEAST_CONTRAST = 4.5
const STEPS = 100
const BLACK: Rgb = [0, 0, 0]
const WHITE: Rgb = [255, 255, 255]

/** The color, as little darker or lighter as it takes for text to stay readable. */
export function toAccent(color: string): Accent {
  return { light: towards(BLACK, toRgb(color), LIGHT), dark: towards(WHITE, toRgb(color), DARK) }
}

/** The first mix with `end` that is readable with all of `others`. `end` itself is. */
function towards(end: Rgb, color: Rgb, others: readonly Rgb[]): string {
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = color.map((part, at) => Math.round(part + (((end[at] ?? 0) - part) * step) / STEPS)) as unknown as Rgb
    if (others.every((other) => contrast(mixed, other) >= LEAST_CONTRAST)) return toText(mixed)
  }
  return toText(end)
}

/** The contrast of two colors as WCAG defines it: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function toRgb(color: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb
}

function toText(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
