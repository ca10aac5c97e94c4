/** Words of waiting to be let in, on both sides of the door, under `room.wait`. */
export const waitEn = {
  for: {
    'waiting-room': 'The host will let you in.',
    'host-absent': 'The meeting begins when the host comes.',
  },
  words: 'You go in by yourself then, with microphone and camera as they are here.',
  ahead: {
    'waiting-room': 'In this meeting the host lets people in.',
    'host-absent': 'The host is not there yet. You can wait here.',
  },
  stop: 'Stop waiting',
  group: 'Ask to be let in',
  letIn: 'Let in',
  letInName: 'Let in {{nick}}',
  letAllIn: 'Let everybody in',
  refuse: 'Refuse',
  refuseName: 'Refuse {{nick}}',
  refuseTitle: 'Refuse {{nick}}?',
  refuseWords: 'This person is told so, and may ask again unless you forbid it.',
  refuseForbid: 'May not ask again',
  refuseConfirm: 'Refuse',
  asking_one: '{{count}} person asks to be let in',
  asking_other: '{{count}} people ask to be let in',
} as const
