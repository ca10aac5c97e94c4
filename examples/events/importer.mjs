// Keeps a table of who was in which meeting in step with Rollcall. It reads on from where it stopped, whenever it is run.
// CLIENT_ID=… CLIENT_SECRET=… node importer.mjs http://localhost:3000 attendance.sqlite
import { DatabaseSync } from 'node:sqlite'

const [server = 'http://localhost:3000', file = 'attendance.sqlite'] = process.argv.slice(2)
const { CLIENT_ID: appKey, CLIENT_SECRET: appSecret } = process.env

const db = new DatabaseSync(file)
db.exec(`
  create table if not exists person (conference text, person text, name text, status integer, seconds integer, seq integer,
    primary key (conference, person));
  create table if not exists place (only integer primary key check (only = 1), after text);
  insert or ignore into place values (1, '0')`)
// The last write wins: an event that comes again, or after a newer one, changes nothing.
const save = db.prepare(`
  insert into person values (?, ?, ?, ?, ?, ?) on conflict do update set name = excluded.name, status = excluded.status,
    seconds = excluded.seconds, seq = excluded.seq where excluded.seq > person.seq`)

const body = JSON.stringify({ appKey, appSecret })
const headers = { 'content-type': 'application/json' }
const { accessToken } = await (
  await fetch(`${server}/v1.0/oauth2/accessToken`, { method: 'POST', headers, body })
).json()

for (let isEnd = false; !isEnd;) {
  const { after } = db.prepare('select after from place').get()
  const query = new URLSearchParams({ after, type: 'meeting_member_status_change', limit: '1000' })
  const answer = await fetch(`${server}/api/events?${query}`, {
    headers: { 'x-acs-dingtalk-access-token': accessToken },
  })
  if (!answer.ok) throw new Error(await answer.text())
  const page = await answer.json()
  // The rows and the place change together, so a crash neither loses an event nor repeats one.
  db.exec('begin')
  for (const { data } of page.events)
    for (const { conferenceId, userId, userNick, attendStatus, duration } of data.openMemberModels)
      save.run(conferenceId, userId || userNick, userNick, attendStatus, Math.round(duration / 1000), data.statusSeqNum)
  db.prepare('update place set after = ?').run(page.next)
  db.exec('commit')
  isEnd = page.isEnd
}
