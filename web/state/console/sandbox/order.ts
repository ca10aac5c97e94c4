import type { ConferenceOrder, ScriptedPerson } from '../../../../contract/sandbox/types.ts'

/** What a person of the form does: one of the statuses of the open API, or stays at times of their own. */
export const DOINGS = ['called', 'rung', 'inside', 'declined', 'removed', 'left', 'timetable'] as const
type Doing = (typeof DOINGS)[number]

/** The `attendStatus` of each. */
const STATUS = { called: 1, rung: 2, inside: 3, declined: 4, removed: 5, left: 6 } as const

/** `who`: a unionId, the name of a guest or a telephone number. `from`, `to`: distances from now, such as `+10s`. */
export type DraftPerson = Readonly<{
  /** Tells the rows of the form apart. */
  id: number
  kind: 'user' | 'guest' | 'phone'
  who: string
  does: Doing
  from: string
  to: string
}>

/** The form of a conference. `began` and `ended` are minutes before now; `ended` is empty while it is in progress. */
export type OrderDraft = Readonly<{
  title: string
  began: string
  ended: string
  locked: boolean
  people: readonly DraftPerson[]
}>

const newPerson = (id: number): DraftPerson => ({
  id,
  kind: 'guest',
  who: '',
  does: 'inside',
  from: '+5s',
  to: '+60s',
})
export const NEW_ORDER: OrderDraft = { title: '', began: '30', ended: '', locked: false, people: [] }

/** The form, or JSON text in place of it. */
export type MakeDraft = Readonly<{ form: OrderDraft; json?: string }>

/** Begins with the request of the form when JSON is chosen. */
export function withJson({ form }: MakeDraft, isOn: boolean): MakeDraft {
  return isOn ? { form, json: JSON.stringify(toOrder(form), undefined, 2) } : { form }
}

/** The form with one more person. */
export function withNewPerson(form: OrderDraft): OrderDraft {
  const id = Math.max(0, ...form.people.map((person) => person.id)) + 1
  return { ...form, people: [...form.people, newPerson(id)] }
}

/** The form with `person` in the row of an id; without the row if there is no person. */
export function withPerson(form: OrderDraft, id: number, person: DraftPerson | undefined): OrderDraft {
  return { ...form, people: form.people.flatMap((one) => (one.id !== id ? [one] : person ? [person] : [])) }
}

/** The request that is made; `undefined` if the text is no JSON object. */
export function toMadeOrder({ form, json }: MakeDraft): ConferenceOrder | undefined {
  return json === undefined ? toOrder(form) : readOrder(json)
}

/** The request that the form stands for. People without a name are left out. The server checks the rest. */
function toOrder({ title, began, ended, locked, people }: OrderDraft): ConferenceOrder {
  const text = title.trim()
  return {
    ...(text !== '' && { title: text }),
    ...(began.trim() !== '' && { start: `-${began.trim()}m` }),
    ...(ended.trim() !== '' && { end: `-${ended.trim()}m` }),
    ...(locked && { locked }),
    people: people.filter(({ who }) => who.trim() !== '').map(toPerson),
  }
}

function toPerson({ kind, who, does, from, to }: DraftPerson): ScriptedPerson {
  const name = who.trim()
  const person = kind === 'user' ? { unionId: name } : kind === 'guest' ? { guest: name } : { phone: name }
  if (does !== 'timetable') return { ...person, status: STATUS[does] }
  return { ...person, stays: [{ from: from.trim(), ...(to.trim() !== '' && { to: to.trim() }) }] }
}

/** The request in JSON text; `undefined` if the text is no JSON object. The server checks the rest. */
function readOrder(text: string): ConferenceOrder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ConferenceOrder) : undefined
  } catch {
    return undefined
  }
}
