import { consolePeopleEn } from './console-people-en.ts'

/** Words of the console, a namespace of its own: only its pages load them. */
export const consoleEn = {
  title: 'Console',
  titleOf: 'Console: {{page}}',
  pages: 'Pages of the console',
  organization: 'Organization',
  refused: 'Only for administrators',
  refusedWords: 'The console is for administrators of {{organization}}. Ask one of them if you need something changed.',
  home: 'Back to home',
  nowhere: 'The console has no such page',
  toConsole: 'Open the console',
  stale: 'The server isn’t responding, so this may be out of date.',
  more: 'Load more',
  loadingMore: 'Loading…',
  nothing: 'Nothing found.',
  page: { people: 'People' },
  error: {
    notAdministrator: 'You don’t administer this organization.',
    notOperator: 'Only an operator of the server can do that.',
    organizationNotFound: 'This organization doesn’t exist.',
  },
  people: consolePeopleEn,
} as const
