import type { PersonAttendanceAnswer } from '../../../contract/web/attendance-types.ts'

export const ORDERS = ['arrival', 'name', 'time'] as const
/** `arrival`: by the first join; people who never came are last. `time`: the longest time inside first. */
export type Order = (typeof ORDERS)[number]

/** What tells a person of a report from the others. */
export function idOf({ unionId = '', name, sessions }: PersonAttendanceAnswer): string {
  return [unionId, sessions[0]?.participantId, name].join(' ')
}

/** The people whose name or job number contains `query`, in any case, in this order. */
export function selectPeople(
  people: readonly PersonAttendanceAnswer[],
  { query, order, language }: Readonly<{ query: string; order: Order; language: string }>,
): readonly PersonAttendanceAnswer[] {
  const wanted = query.trim().toLocaleLowerCase(language)
  const found = people.filter(({ name, jobNumber = '' }) =>
    `${name} ${jobNumber}`.toLocaleLowerCase(language).includes(wanted),
  )
  const compareNames = new Intl.Collator(language, { numeric: true }).compare
  return found.toSorted((a, b) => {
    switch (order) {
      case 'arrival':
        return (a.joinTime ?? Infinity) === (b.joinTime ?? Infinity)
          ? 0
          : (a.joinTime ?? Infinity) - (b.joinTime ?? Infinity)
      case 'name':
        return compareNames(a.name, b.name)
      case 'time':
        return b.durationMs - a.durationMs
    }
  })
}
