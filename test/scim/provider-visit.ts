import type { Me } from '../../contract/web/types.ts'
import { Page } from '../web/page.ts'
import { visitProvider } from '../web/provider.ts'

/** Signs in as `name` at the provider, in a new browser. Where that leads, and who is signed in then. */
export async function signInAtProvider(url: string, name: string): Promise<{ to: string | null; unionId?: string }> {
  const page = new Page(url)
  const back = await visitProvider(page, name)
  const answer = await page.go('GET', page.address(back.pathname + back.search))
  const { body } = await page.ask<Partial<Me>>('GET', '/api/session')
  return { to: answer.headers.get('location'), unionId: body.unionId as string }
}
