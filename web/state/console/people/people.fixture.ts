import type { AdministeredPerson } from '../../../../contract/web/administration-types.ts'

export const ADMINISTERED: AdministeredPerson = {
  userId: 'ada',
  unionId: 'u-ada',
  name: 'Ada',
  department: 'Engines',
  admin: true,
  operator: false,
  disabled: false,
  hasPassword: true,
  mustChangePassword: false,
}
