import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Nothing that axe finds serious or critical. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  assert.ok(passes.length > 5, `axe looked at nothing on ${where}`)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const found = serious.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join('\n  ')}`)
  assert.deepEqual(found, [])
}
