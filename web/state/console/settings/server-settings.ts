import { observable, type Readable } from '../../../../client/observable.ts'
import type { ServerSettingsAnswer } from '../../../../contract/web/administration-types.ts'
import { handleRefusal } from '../attempt.ts'

/** The request for them. It throws `ApiError`. */
export type ServerSettingsApi = { serverSettings(): Promise<ServerSettingsAnswer> }

/** `settings` is absent until the answer. `error`: why there is none. */
type ServerSettingsView = Readonly<{ settings?: ServerSettingsAnswer['settings']; error?: string }>

/** The settings of the server, for operators. `load` never throws. */
export type ServerSettings = { view: Readable<ServerSettingsView>; load(): Promise<void> }

export function openServerSettings(api: ServerSettingsApi, signedOut: () => void): ServerSettings {
  const view = observable<ServerSettingsView>({})
  return {
    view,
    async load() {
      try {
        const { settings } = await api.serverSettings()
        view.set({ settings })
      } catch (error) {
        const code = handleRefusal(error, signedOut)
        view.set({ error: code })
      }
    },
  }
}
