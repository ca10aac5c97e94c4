import { observable, type Readable } from '../../../client/observable.ts'
import type { OwnRoom } from '../../../contract/web/types.ts'
import { codeOf, type Api } from '../api.ts'

type OwnRoomView = Readonly<{
  /** `undefined` until the first answer; `none` if the person has no room. */
  room: OwnRoom | 'none' | undefined
  isBusy: boolean
  /** Why the last change failed. */
  error: string | undefined
}>

/** The person's own room, and what they do with it. Nothing throws. */
export type OwnRoomModel = Readonly<{
  view: Readable<OwnRoomView>
  load(): Promise<void>
  /** Makes the room. */
  make(title: string): Promise<void>
  setWaitingRoom(on: boolean): Promise<void>
  /** Replaces link, room code and passcode. @returns whether they were replaced */
  renew(): Promise<boolean>
}>

/** Opens the own room of the signed-in person. `signedOut` is called if the sign-in has ended. */
export function openOwnRoom(
  api: Pick<Api, 'room' | 'openRoom' | 'changeRoom' | 'renewRoom'>,
  { signedOut }: { signedOut: () => void },
): OwnRoomModel {
  const view = observable<OwnRoomView>({ room: undefined, isBusy: false, error: undefined })
  const change = (part: Partial<OwnRoomView>) => view.set({ ...view.get(), ...part })
  const send = async (request: () => Promise<OwnRoom | 'none'>): Promise<boolean> => {
    if (view.get().isBusy) return false
    change({ isBusy: true, error: undefined })
    try {
      change({ room: await request(), isBusy: false })
      return true
    } catch (error) {
      const code = codeOf(error)
      if (code === 'signed-out') signedOut()
      change({ isBusy: false, error: code })
      return false
    }
  }
  return {
    view,
    async load() {
      await send(async () => (await api.room()).room ?? 'none')
    },
    async make(title) {
      await send(() => api.openRoom({ title }))
    },
    async setWaitingRoom(waitingRoom) {
      await send(() => api.changeRoom({ waitingRoom }))
    },
    renew: () => send(() => api.renewRoom()),
  }
}
