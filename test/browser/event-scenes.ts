import { startCallbackReceiver } from '../worlds/callback-receiver.ts'
import type { PictureWorld } from './picture-world.ts'

/** A callback of Northwind, some of whose deliveries were given up. `mend` lets it take events again. */
export type EventScene = AsyncDisposable & { id: string; mend: () => void }

/** Subscribes an app to events, and lets one meeting's events be given up while its receiver is down. */
export async function makeDeliveries(world: PictureWorld): Promise<EventScene> {
  const { tester } = world
  await using opened = new AsyncDisposableStack()
  const receiver = opened.use(await startCallbackReceiver('dingacmeapp'))
  const page = await world.openPage('daniel')
  const send = async <T>(method: string, path: string, data?: object): Promise<T> => {
    const headers = { origin: new URL(tester.url).origin }
    const response = await page.request.fetch(tester.url + path, { method, headers, ...(data && { data }) })
    if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`)
    return (await response.json()) as T
  }
  const types = ['meeting_status_change', 'meeting_member_status_change', 'booking_change']
  const order = { clientId: 'dingacmeapp', way: 'callback', types, url: receiver.url }
  type Made = { subscription: { id: string }; secrets: { token: string; aesKey: string } }
  const { subscription, secrets } = await send<Made>('POST', '/api/subscriptions', order)
  Object.assign(receiver.keys, secrets)
  const path = `/api/subscriptions/${subscription.id}`
  await send('PATCH', path, { paused: false })
  const hold = async (title: string) => {
    const { conferenceId } = await world.start('priya', title)
    const ended = `/v1.0/conference/videoConferences/${conferenceId}?unionId=${world.unionIdOf('priya')}`
    await tester.call('DELETE', ended)
  }
  const counts = async () => {
    type Listed = { subscriptions: { id: string; behind: number; waiting: number; dead: number }[] }
    const { subscriptions } = await send<Listed>('GET', '/api/subscriptions')
    return subscriptions.find(({ id }) => id === subscription.id) ?? { behind: 1, waiting: 0, dead: 0 }
  }
  await hold('Stand-up')
  while ((await counts()).behind > 0) await page.waitForTimeout(200)
  receiver.isUp = false
  await hold('Release check')
  while ((await counts()).dead < 2) {
    tester.advance(30_000)
    await page.waitForTimeout(1_000)
  }
  await page.context().close()
  const disposal = opened.move()
  return {
    id: subscription.id,
    mend: () => void (receiver.isUp = true),
    [Symbol.asyncDispose]: () => disposal[Symbol.asyncDispose](),
  }
}
