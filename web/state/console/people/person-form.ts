import type {
  AddedPerson,
  AdministeredPerson,
  PersonEdit,
  PersonToAdd,
} from '../../../../contract/web/administration-types.ts'
import { problemOfEmail, problemOfId, problemOfName, type TextProblem } from '../form-texts.ts'

/** What is typed about a person. */
export type PersonDraft = Readonly<
  Record<PersonField, string> & {
    admin: boolean
    /** A new person gets a password. */
    withPassword: boolean
  }
>
export const PERSON_FIELDS = ['name', 'userId', 'department', 'jobNumber', 'email', 'unionId'] as const
export type PersonField = (typeof PERSON_FIELDS)[number]

/** The requests of the form. They throw `ApiError`. */
export type PersonFormApi = {
  addPerson(corpId: string, person: PersonToAdd): Promise<AddedPerson>
  changePerson(corpId: string, userId: string, edit: PersonEdit): Promise<{ person: AdministeredPerson }>
}

const REQUIRED: ReadonlySet<PersonField> = new Set(['name', 'userId'])

/** The draft of a new person, or of one who is there. */
export function toDraft(person?: AdministeredPerson): PersonDraft {
  const { name = '', userId = '', department = '', jobNumber = '', email = '', unionId = '' } = person ?? {}
  return { name, userId, department, jobNumber, email, unionId, admin: person?.admin ?? false, withPassword: true }
}

/** What is wrong with a draft, by field. */
export function problemsOf(draft: PersonDraft): Readonly<Partial<Record<PersonField, TextProblem>>> {
  const problems = PERSON_FIELDS.flatMap((field) => {
    const problem = problemOf(field, draft[field].trim())
    return problem === undefined ? [] : [[field, problem] as const]
  })
  return Object.fromEntries(problems)
}

function problemOf(field: PersonField, text: string): TextProblem | undefined {
  if (text === '') return REQUIRED.has(field) ? 'incomplete' : undefined
  switch (field) {
    case 'userId':
    case 'unionId':
      return problemOfId(text)
    case 'email':
      return problemOfEmail(text)
    case 'name':
    case 'department':
    case 'jobNumber':
      return problemOfName(text)
  }
}

/** The person to add. Empty texts are left out. */
export function toNewPerson(draft: PersonDraft): PersonToAdd {
  const texts = PERSON_FIELDS.flatMap((field) => {
    const text = draft[field].trim()
    return text === '' ? [] : [[field, text] as const]
  })
  const { admin, withPassword } = draft
  return { userId: '', name: '', ...Object.fromEntries(texts), ...(admin && { admin }), withPassword }
}

/** What a draft changes of a person. `null` removes a text. */
export function toEdit(draft: PersonDraft, before: AdministeredPerson): PersonEdit {
  const edit: PersonEdit = {}
  const name = draft.name.trim()
  if (name !== before.name) edit.name = name
  for (const field of ['department', 'jobNumber', 'email'] as const) {
    const text = draft[field].trim()
    if (text !== (before[field] ?? '')) edit[field] = text === '' ? null : text
  }
  if (draft.admin !== before.admin) edit.admin = draft.admin
  return edit
}
