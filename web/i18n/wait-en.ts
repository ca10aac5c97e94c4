/** Words of the waiting room, for those who wait and for those who admit them, under `room.wait`. */
export const waitEn = {
  for: {
    'waiting-room': 'Waiting to be admitted',
    'host-absent': 'Waiting for the host or a co-host to join',
  },
  /** In the room of a person. */
  owner: {
    for: { 'waiting-room': 'Waiting for {{name}} to admit you', 'host-absent': 'Waiting for {{name}} to join' },
    ahead: {
      'waiting-room': '{{name}} has to admit you to this meeting.',
      'host-absent': 'The meeting starts when {{name}} joins. Join now to wait for them.',
    },
  },
  words: 'You’ll join automatically, with your mic and camera as set here.',
  ahead: {
    'waiting-room': 'The host or a co-host has to admit you to this meeting.',
    'host-absent': 'The meeting starts when the host or a co-host joins. Join now to wait for them.',
  },
  stop: 'Stop waiting',
  group: 'Waiting to join',
  letIn: 'Admit',
  letInName: 'Admit {{nick}}',
  letAllIn: 'Admit all',
  refuse: 'Deny',
  refuseName: 'Deny {{nick}}',
  refuseTitle: 'Deny {{nick}}?',
  refuseWords: 'They’ll be notified. They can ask again unless you turn on the switch below.',
  refuseForbid: 'Don’t let them ask again',
  refuseConfirm: 'Deny',
  waitingCount_one: '{{count}} person waiting to join',
  waitingCount_other: '{{count}} people waiting to join',
} as const
