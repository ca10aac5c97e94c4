/** What tells people with the same name apart: their department, if it is known, and their user id. */
export function personDetail({ department, userId }: { department?: string | undefined; userId?: string }): string {
  return [department, userId].filter(Boolean).join(' · ')
}
