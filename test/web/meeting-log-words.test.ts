import assert from 'node:assert/strict'
import { test } from 'node:test'
import i18next from 'i18next'
import type { MeetingLogEntry } from '../../contract/web/console-meetings-types.ts'
import type { EventBody } from '../../src/conference/event.ts'
import { logWords } from '../../web/console/meetings/log-words.ts'
import { consoleEn } from '../../web/i18n/console-en.ts'
import { consoleZh } from '../../web/i18n/console-zh-CN.ts'

type Kind = EventBody['type']
type Facts = Partial<MeetingLogEntry>

/** What each kind of event may say. A new kind does not compile until it is here. */
const FACTS: Readonly<Record<Kind, readonly Facts[]>> = {
  'conference-created': [{ name: 'Plan' }],
  'member-invited': [{}],
  'member-knocked': [{}],
  'member-let-in': [{}],
  'wait-ended': [{ reason: 'gave-up' }, { reason: 'conference-ended' }],
  'ring-reached': [{}],
  'ring-accepted': [{}],
  'ring-failed': ['declined', 'timed-out', 'cancelled', 'conference-ended', 'no-telephony', 'line-failed'].map(
    (reason) => ({ reason }),
  ),
  'session-opened': [{ device: 'Mac' }],
  'session-silent': [{}],
  'session-resumed': [{}],
  'session-closed': [
    ...['left', 'lost', 'removed', 'conference-ended', 'replaced'].map((reason) => ({ reason })),
    { reason: 'lost', leftAt: 1 },
  ],
  'member-removed': [{}],
  'member-banned': [{}],
  'host-changed': [{ other: { name: 'Cleo' } }, { own: true, other: { name: 'Cleo' } }],
  'co-host-added': [{}],
  'co-host-removed': [{}],
  'conference-locked': [{}],
  'conference-unlocked': [{}],
  'member-muted': [{}, { own: true }],
  'member-unmuted': [{}, { own: true }],
  'all-muted': [{ on: true }, { on: false }],
  'all-unmuted': [{}],
  'self-unmuting-changed': [{ on: true }, { on: false }],
  'settings-changed': [
    { settings: { autoTransferHost: true, insidersOnly: true, waitingRoom: true, muteOnJoin: 'never', chat: true } },
    {
      settings: { autoTransferHost: false, insidersOnly: false, waitingRoom: false, muteOnJoin: 'always', chat: false },
    },
    { settings: { muteOnJoin: 'crowd' } },
  ],
  'hands-lowered': [{}, { own: true }],
  'video-stopped': [{}],
  'screen-stopped': [{}],
  'member-renamed': [{ name: 'Bobby' }, { own: true, name: 'Bobby' }],
  'focus-changed': [{}],
  'sharing-changed': [{ who: 'everybody' }, { who: 'hosts' }],
  'conference-ended': [{ reason: 'closed' }, { reason: 'empty' }, { reason: 'never-entered' }],
}

for (const [language, texts] of [
  ['en', consoleEn],
  ['zh-CN', consoleZh],
] as const) {
  test(`[CO44] every kind of event has a sentence of its own in ${language}`, async () => {
    const i18n = i18next.createInstance()
    await i18n.init({
      lng: language,
      resources: { [language]: { console: texts } },
      interpolation: { escapeValue: false },
    })
    const t = i18n.getFixedT(language, 'console')
    const said = (entry: Facts & { kind: string }) =>
      logWords(
        t,
        { seq: 1, at: 0, own: false, by: { kind: 'person', name: 'Ada' }, person: { name: 'Bob' }, ...entry },
        () => '10:00',
      )
    const sentences = Object.entries(FACTS).flatMap(([kind, all]) => all.map((facts) => said({ kind, ...facts })))
    assert.equal(new Set(sentences).size, sentences.length, sentences.toSorted().join('\n'))
    for (const sentence of sentences) assert.doesNotMatch(sentence, /\{\{|log\.|undefined|unknown/, sentence)
    assert.match(said({ kind: 'member-muted' }), language === 'en' ? /^Ada muted Bob$/ : /^Ada 将 Bob 静音$/)
    const muted = (by: MeetingLogEntry['by']) => said({ kind: 'member-muted', ...(by && { by }) })
    for (const by of [
      { kind: 'person' },
      { kind: 'app', id: 'a', name: 'Bot' },
      { kind: 'administrator', id: 'ada' },
      { kind: 'terminal', user: 'root' },
      { kind: 'system', reason: 'lost' },
    ] as const)
      assert.match(muted(by), /Bob/)
    assert.match(
      said({ kind: 'hands-lowered', person: undefined as never }),
      language === 'en' ? /all hands/ : /所有人/,
    )
    assert.match(said({ kind: 'something-new' }), /something-new/)
  })
}

test('[CO44] an administrator is named with the role, which is not said twice, and a mute of all says whom it left out', async () => {
  const i18n = i18next.createInstance()
  await i18n.init({ lng: 'en', resources: { en: { console: consoleEn } }, interpolation: { escapeValue: false } })
  const said = (name: string) =>
    logWords(
      i18n.getFixedT('en', 'console'),
      { seq: 1, at: 0, own: false, kind: 'all-muted', by: { kind: 'administrator', id: 'root', name } },
      () => '',
    )
  assert.equal(said('Ada'), 'Administrator Ada muted everyone except the host and co-hosts')
  assert.equal(said('Administrator'), 'Administrator muted everyone except the host and co-hosts')
})
