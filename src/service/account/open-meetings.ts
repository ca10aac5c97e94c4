import type { User } from './directory-entries.ts'

/** The meetings that people are in. */
export interface OpenMeetings {
  /**
   * Removes a person who was disabled or deleted from the meetings in progress: from those of their organization, and from
   * all others unless they can still sign in with another organization.
   */
  remove(user: Pick<User, 'organizationId' | 'unionId'>): Promise<void>
}
