import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUDIT_ACTIONS, AUDIT_FACTS } from '../../src/service/account/audit-entry.ts'
import { IMPORT_FAULT_CODES } from '../../src/service/account/import-faults.ts'
import { DELIVERY_STATES, SUBSCRIBED_TYPES, SUBSCRIPTION_WAYS } from '../../contract/event/event-terms.ts'
import { consoleAuditEn } from '../../web/i18n/console-audit-en.ts'
import { consoleEventsEn } from '../../web/i18n/console-events-en.ts'
import { consolePeopleEn } from '../../web/i18n/console-people-en.ts'

test('[CO12] the console has words for each act of administration', () => {
  assert.deepEqual(
    AUDIT_ACTIONS.filter((action) => !Object.hasOwn(consoleAuditEn.action, action)),
    [],
  )
})

test('[CO12] the console has words for each detail of an act', () => {
  assert.deepEqual(
    AUDIT_FACTS.filter((fact) => !Object.hasOwn(consoleAuditEn.detail, fact)),
    [],
  )
})

test('[CO9] the console has words for each fault of a file of people', () => {
  assert.deepEqual(Object.keys(consolePeopleEn.faultWords).sort(), [...IMPORT_FAULT_CODES].sort())
})

test('[CO80] [CO82] the console has words for each type of events, each way and each state', () => {
  assert.deepEqual(Object.keys(consoleEventsEn.way).sort(), [...SUBSCRIPTION_WAYS].sort())
  assert.deepEqual(Object.keys(consoleEventsEn.delivery).sort(), [...DELIVERY_STATES].sort())
  assert.deepEqual(Object.keys(consoleEventsEn.typeHelp).sort(), [...SUBSCRIBED_TYPES].sort())
  assert.deepEqual(
    SUBSCRIBED_TYPES.filter((type) => !Object.hasOwn(consoleEventsEn.type, type)),
    [],
  )
})
