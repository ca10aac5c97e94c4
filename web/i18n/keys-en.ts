/** Words of the keys that work in a meeting, under `room.keys`. */
export const keysEn = {
  title: 'Keyboard shortcuts',
  words: 'They work in a meeting, as long as you are not typing.',
  switch: 'Single keys work (Esc always does)',
  key: 'Key',
  does: 'What it does',
  space: 'Space',
  talk: 'Hold to talk while your microphone is off',
  microphone: 'Microphone on or off',
  camera: 'Camera on or off',
  hand: 'Hand up or down',
  people: 'Show or hide the people',
  chat: 'Show or hide the chat',
  layout: 'Speaker view or grid',
  help: 'Show this list',
  escape: 'Close what is open',
  back: 'To the home page',
} as const
