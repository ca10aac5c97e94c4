/** Words of the page of settings, under `settings`. */
export const consoleSettingsEn = {
  lead: 'What {{organization}} chooses for its meetings. Changes take effect at once.',
  organization: 'Organization',
  name: 'Name',
  nameMissing: 'Enter a name.',
  guestsTitle: 'Guests',
  guests: 'People without an account may join',
  guestsLead:
    'If this is off, they can’t join any meeting, even with the host password. Guests who are in a meeting now stay.',
  defaults: 'New meetings',
  defaultsLead:
    'What meetings begin with. Organizers and hosts can choose otherwise. Existing bookings stay as they are.',
  waitingRoom: 'Waiting room',
  chat: 'Chat and reactions',
  selfUnmuting: 'Muted people may unmute themselves',
  muteOnJoin: 'Muted on joining',
  muteNobody: 'Nobody',
  muteCrowd: 'If six or more are there',
  muteEverybody: 'Everyone',
  sharing: 'Screen sharing',
  shareEverybody: 'Everyone',
  shareHosts: 'Host and co-hosts',
  retention: 'How long meetings are kept',
  retentionLead:
    'Attendance, log and quality of a meeting are deleted with it. Nobody can bring them back. Meetings in progress are never deleted.',
  keep: 'Ended meetings',
  keepForever: 'Keep forever',
  keepDays: 'Delete after some days',
  days: 'Days',
  daysWrong: 'Enter a whole number from 1 to 36,500.',
  discard: 'Discard changes',
  busy: 'Saving…',
  saved: 'The settings are saved.',
  confirmTitle_one: 'Delete meetings after {{count}} day?',
  confirmTitle_other: 'Delete meetings after {{count}} days?',
  confirmWords_one:
    'Every meeting of the organization that ended more than {{count}} day ago is deleted, with its attendance. Bookings that are over are deleted as well.',
  confirmWords_other:
    'Every meeting of the organization that ended more than {{count}} days ago is deleted, with its attendance. Bookings that are over are deleted as well.',
  confirmHour: 'Deleting begins in one hour. Until then you can change this setting, and nothing is lost.',
  confirm: 'Delete old meetings',
} as const
