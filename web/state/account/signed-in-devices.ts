import type { SignedInDevice } from '../../../contract/web/types.ts'
import { codeOf, type Api } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

type SignedInDevicesView = {
  /** Absent until the first answer. */
  devices: readonly SignedInDevice[] | undefined
  error: string | undefined
  /** The devices that are being signed out. */
  closing: ReadonlySet<string>
}

/** What the list of devices shows, and what it does. */
export type SignedInDevices = {
  view: Readable<SignedInDevicesView>
  refresh(): Promise<void>
  /** Ends the sign-in on a device. For this device it signs the person out. */
  close(id: string): Promise<void>
}

/** The devices where the person is signed in. */
export function openSignedInDevices(
  api: Pick<Api, 'devices' | 'signOutDevice'>,
  signedOut: () => void,
): SignedInDevices {
  const view = observable<SignedInDevicesView>({ devices: undefined, error: undefined, closing: new Set() })
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act()
    } catch (error) {
      if (codeOf(error) === 'signed-out') signedOut()
      view.update((now) => ({ ...now, error: codeOf(error) }))
    }
  }
  const refresh = () =>
    attempt(async () => {
      const { devices } = await api.devices()
      view.update((now) => ({ ...now, devices, error: undefined }))
    })
  return {
    view,
    refresh,
    async close(id) {
      if (view.get().closing.has(id)) return
      const isOwn = view.get().devices?.find((device) => device.id === id)?.current === true
      view.update((now) => ({ ...now, closing: new Set(now.closing).add(id), error: undefined }))
      await attempt(async () => {
        await api.signOutDevice(id)
        if (isOwn) signedOut()
        else await refresh()
      })
      view.update((now) => ({ ...now, closing: new Set([...now.closing].filter((other) => other !== id)) }))
    },
  }
}
