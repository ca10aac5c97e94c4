import { sql, type Kysely } from 'kysely'
import type { ConferenceId, ParticipantId, PersonKey, UnionId } from '../conference/identity.ts'
import type { MeetingPeopleStore, MemberQuality, NamedMember } from '../service/console/meeting-people-store.ts'
import type { Schema } from './schema.ts'

type NameRow = { person_key: PersonKey; nick: string; union_id: UnionId | null }

export class SqlMeetingPeopleStore implements MeetingPeopleStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  async findNames(
    id: ConferenceId,
    { keys, sessions }: Parameters<MeetingPeopleStore['findNames']>[1],
  ): ReturnType<MeetingPeopleStore['findNames']> {
    const names = this.#db
      .selectFrom('member')
      .select(['member.person_key', 'member.nick', 'member.union_id'])
      .where('member.conference_id', '=', id)
    const ofKeys = keys.length === 0 ? [] : await names.where('person_key', 'in', keys).execute()
    const ofSessions =
      sessions.length === 0
        ? []
        : await names
            .innerJoin('session', (join) =>
              join
                .onRef('session.conference_id', '=', 'member.conference_id')
                .onRef('session.member_key', '=', 'member.person_key'),
            )
            .select('session.participant_id')
            .where('session.participant_id', 'in', sessions)
            .execute()
    return {
      byKey: new Map(ofKeys.map((row) => [row.person_key, toNamed(row)] as const)),
      bySession: new Map(ofSessions.map((row) => [row.participant_id as ParticipantId, toNamed(row)] as const)),
    }
  }

  async pageQuality(
    id: ConferenceId,
    { after, limit }: Readonly<{ after: number; limit: number }>,
  ): Promise<readonly MemberQuality[]> {
    const { rows } = await sql<
      NameRow & { seq: number; sessions: number; graded: number; total: number }
    >`select shown.seq, shown.person_key, shown.nick, shown.union_id, count(*) as sessions,
        coalesce(sum(session_grade.times), 0) as graded, coalesce(sum(session_grade.total), 0) as total
      from (select seq, person_key, nick, union_id from member
          where conference_id = ${id} and seq > ${after} and joined_at is not null
          order by seq limit ${limit}) as shown
        join session on session.conference_id = ${id} and session.member_key = shown.person_key
        left join session_grade on session_grade.participant_id = session.participant_id
      group by shown.seq, shown.person_key, shown.nick, shown.union_id
      order by shown.seq`.execute(this.#db)
    return rows.map((row) => ({
      ...toNamed(row),
      seq: Number(row.seq),
      sessions: Number(row.sessions),
      graded: Number(row.graded),
      total: Number(row.total),
    }))
  }
}

function toNamed({ person_key, nick, union_id }: NameRow): NamedMember {
  return { key: person_key, nick, ...(union_id !== null && { unionId: union_id }) }
}
