import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTheme, setTheme, startTheme, type ThemePlace } from './theme.ts'

function browser(): ThemePlace {
  const stored = new Map<string, string>()
  const texts = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => void stored.set(key, text),
    removeItem: (key: string) => void stored.delete(key),
  }
  return { texts: () => texts, page: { dataset: {} } }
}

test('[PG58] light or dark is as the system says until it is chosen, and the choice is kept', () => {
  const place = browser()
  startTheme(place)
  assert.deepEqual([readTheme(place), place.page.dataset.theme], ['system', undefined])
  setTheme('dark', place)
  assert.equal(place.page.dataset.theme, 'dark')
  const reloaded = { ...place, page: { dataset: {} as { theme?: string } } }
  startTheme(reloaded)
  assert.equal(reloaded.page.dataset.theme, 'dark')
  setTheme('system', reloaded)
  assert.deepEqual([readTheme(reloaded), 'theme' in reloaded.page.dataset], ['system', false])
})

test('[PG58] a browser that stores nothing shows the choice until the page is closed', () => {
  const page: ThemePlace['page'] = { dataset: {} }
  const texts = () => {
    throw new Error('forbidden')
  }
  setTheme('light', { texts, page })
  assert.deepEqual([page.dataset.theme, readTheme({ texts })], ['light', 'system'])
})
