import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSameView } from './same-view.ts'

test('[RM99] views are the same if their parts are, whatever functions they carry', () => {
  const view = (part: object = {}) => ({
    nick: 'Ada',
    tags: ['host'],
    devices: [{ id: 1 }],
    mute: () => undefined,
    ...part,
  })
  assert.ok(isSameView(view(), view()))
  assert.ok(!isSameView(view(), view({ nick: 'Bo' })))
  assert.ok(!isSameView(view(), view({ tags: ['host', 'self'] })))
  assert.ok(!isSameView(view(), view({ devices: [{ id: 2 }] })))
})

test('[RM99] an action that appears or goes makes another view', () => {
  assert.ok(!isSameView({ nick: 'Ada' }, { nick: 'Ada', mute: () => undefined }))
  assert.ok(!isSameView({ nick: 'Ada', mute: () => undefined }, { nick: 'Ada' }))
  assert.ok(!isSameView({ nick: undefined }, { mute: undefined }))
})

test('[RM99] an object of a class is the same only if it is the same object', () => {
  assert.ok(!isSameView({ at: new Date(1) }, { at: new Date(1) }))
  const map = new Map()
  assert.ok(isSameView({ map }, { map }))
})
