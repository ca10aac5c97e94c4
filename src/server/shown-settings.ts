import type { Config } from '../config.ts'
import type { ServerSetting } from '../service/console/server-settings.ts'

/** All settings by name, as operators may see them. `publicUrl`: the address in use. */
export function toShownSettings({ settings, http }: Config, publicUrl: URL): readonly ServerSetting[] {
  return settings.map(({ isGiven, ...setting }) => {
    if (setting.name === 'ROLLCALL_PUBLIC_URL' && !http.publicUrl) {
      return { ...setting, value: publicUrl.href, source: 'listening' }
    }
    return { ...setting, source: isGiven ? 'environment' : 'default' }
  })
}
