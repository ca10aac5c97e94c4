import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import type { ConsolePlace } from '../state/console/place.ts'

/** What each page of the console gets. It starts anew when another organization is chosen. */
export type ConsoleViewProps = {
  model: AppModel
  me: Me
  /** What the address says. */
  place: ConsolePlace
  /** The organization that is administered, and its name. */
  corpId: string
  organization: string
  /** Changes filters in the address. An empty value removes one. */
  filter: (changes: Readonly<Record<string, string | undefined>>) => void
  /** The address of another page for the same organization. */
  pathOf: (place: Pick<ConsolePlace, 'page'> & Partial<ConsolePlace>) => string
}
