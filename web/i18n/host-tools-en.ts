/** Words of the host tools, of muting everyone and of removing a person, under `room.hostTools`. */
export const hostToolsEn = {
  title: 'Host tools',
  joining: 'Joining',
  everyone: 'Everyone may',
  people: 'People in the meeting',
  setting: {
    locked: 'Lock the meeting',
    waitingRoom: 'Waiting room',
    muteOnJoin: 'Mute people when they join',
    sharing: 'Share their screen',
    chat: 'Chat and react',
  },
  about: {
    locked: 'No one else can join.',
    waitingRoom: 'You admit people one by one.',
    muteOnJoin: 'They can unmute themselves, unless unmuting is blocked.',
    sharing: 'Off: only the host and co-hosts can.',
    chat: 'Off: no one can. Earlier messages stay.',
  },
  muteAll: 'Mute everyone…',
  allowUnmuting: 'Allow unmuting',
  lowerHands: 'Lower all hands',
  mute: {
    title: 'Mute everyone?',
    words: 'This mutes everyone except the host and co-hosts.',
    mayUnmute: 'People may unmute themselves',
    free: 'Each person can turn on their microphone again.',
    barred: 'No one can turn on their microphone until you allow it. This also applies to people who join later.',
    confirm: 'Mute everyone',
  },
  remove: {
    left: 'They’ve left. If you remove them, they can’t rejoin a locked meeting, and they have to be admitted again if the waiting room is on.',
    forbidden: 'They can’t rejoin as {{nick}}. But anyone who has the link can come back as a guest with another name.',
    waitingRoom: 'Also turn on the waiting room',
    locked: 'Also lock the meeting',
  },
} as const
