/** Words of calls that are made from a meeting, under `room.call`. */
export const callsEn = {
  over: {
    declined: '{{nick}} declined your call',
    'no-answer': '{{nick}} didn’t answer your call',
    'call-failed': 'Your call didn’t reach {{nick}}',
  },
  again: 'Call again',
  againName: 'Call {{nick}} again',
} as const
