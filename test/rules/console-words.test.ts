import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AUDIT_ACTIONS, AUDIT_FACTS } from '../../src/service/account/audit-entry.ts'
import { IMPORT_FAULT_CODES } from '../../src/service/account/import-faults.ts'
import { consoleAuditEn } from '../../web/i18n/console-audit-en.ts'
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
