import { observable, type Readable } from '../../../../client/observable.ts'
import { handleRefusal } from '../attempt.ts'

/** The request for departments. It throws `ApiError`. */
export type DepartmentsApi = { departments(corpId: string): Promise<{ departments: string[] }> }

/** The departments of an organization, to choose one. Empty until they are loaded. */
export type Departments = {
  view: Readable<readonly string[]>
  /** Never throws: without an answer, the list of people goes on without the choice. */
  load(): Promise<void>
}

export function openDepartments(
  api: DepartmentsApi,
  { corpId, signedOut }: Readonly<{ corpId: string; signedOut: () => void }>,
): Departments {
  const view = observable<readonly string[]>([])
  return {
    view,
    async load() {
      try {
        view.set((await api.departments(corpId)).departments)
      } catch (error) {
        handleRefusal(error, signedOut)
      }
    },
  }
}
