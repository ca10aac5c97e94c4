import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Fails if axe finds a serious or critical problem. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  assert.ok(passes.length > 5, `axe checked nothing on ${where}`)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const found = serious.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join('\n  ')}`)
  assert.deepEqual(found, [])
}
