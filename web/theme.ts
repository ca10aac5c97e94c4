/** Light or dark pages: as the system says, or as the person chose in this browser. */
export type Theme = 'system' | 'light' | 'dark'

type Texts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Page = { dataset: { theme?: string } }

const STORAGE_KEY = 'rollcall.theme'

/** Where the choice is stored, and the element that shows it. */
export type ThemePlace = Readonly<{ texts: () => Texts; page: Page }>

/** The stored choice; `system` without one, also if the browser stores nothing. */
export function readTheme({ texts }: Pick<ThemePlace, 'texts'>): Theme {
  const stored = attempt(() => texts().getItem(STORAGE_KEY))
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Shows the stored choice. */
export function startTheme(place: ThemePlace): void {
  show(readTheme(place), place)
}

/** Stores and shows a choice. If the browser stores nothing, it lasts until the page is closed. */
export function setTheme(theme: Theme, place: ThemePlace): void {
  attempt(() =>
    theme === 'system' ? place.texts().removeItem(STORAGE_KEY) : place.texts().setItem(STORAGE_KEY, theme),
  )
  show(theme, place)
}

function show(theme: Theme, { page }: Pick<ThemePlace, 'page'>): void {
  if (theme === 'system') delete page.dataset.theme
  else page.dataset.theme = theme
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined // the storage is full, or forbidden
  }
}
