/** Words of the page of bookings, under `bookings`. */
export const consoleBookingsEn = {
  lead: 'Meetings that {{organization}} has scheduled. Those that repeat are shown at their next date.',
  book: 'Schedule a meeting on the home page',
  none: 'Nothing is scheduled.',
  noneOf: 'Nothing is scheduled with {{name}}.',
  when: 'When',
  until: '{{from}} – {{to}}',
  invited: 'Invited',
  goingOn: 'In progress',
  actions: 'Actions for “{{title}}”',
  change: 'Change',
  attendance: 'Attendance',
  changed: 'Changes saved.',
  canceled: 'Canceled.',
  dateCanceled: 'The date is canceled.',
} as const
