import assert from 'node:assert/strict'
import test from 'node:test'
import { readPlace, toPath, withFilters } from './place.ts'

for (const [path, search, place] of [
  ['/console', '', { page: 'overview', filters: {} }],
  ['/console/', '?org=dingglobex', { page: 'overview', organization: 'dingglobex', filters: {} }],
  ['/console/people', '?q=a%26b&role=administrator', { page: 'people', filters: { q: 'a&b', role: 'administrator' } }],
  ['/console/people/a%2Fb', '', { page: 'people', id: 'a/b', filters: {} }],
  ['/console/people/%', '?org=', { page: 'people', id: '%', filters: {} }],
  ['/console/nothing', '', undefined],
  ['/console/people/a/b', '', undefined],
] as const) {
  test(`[CO2] ${path}${search} leads to its page of the console, with its filters`, () => {
    assert.deepEqual(readPlace(path, search), place)
  })
}

test('[CO2] [CO3] the address of a place leads to it', () => {
  for (const place of [
    { page: 'people', filters: {} },
    { page: 'overview', organization: 'dingglobex', filters: {} },
    { page: 'people', id: 'a/b?', organization: 'ding globex', filters: { q: '你 & me', state: 'disabled' } },
  ] as const) {
    const { pathname, search } = new URL(toPath(place), 'http://localhost')
    assert.deepEqual(readPlace(pathname, search), place)
  }
})

test('[CO2] a filter that is emptied leaves the address', () => {
  const place = { page: 'people', filters: { q: 'a', state: 'disabled' } } as const
  assert.equal(toPath(withFilters(place, { q: '' })), '/console/people?state=disabled')
  assert.equal(toPath(withFilters(place, { q: undefined, state: 'enabled' })), '/console/people?state=enabled')
})
