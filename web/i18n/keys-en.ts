/** Words of the keys that work in a meeting, under `room.keys`. */
export const keysEn = {
  title: 'Keyboard shortcuts',
  words: 'Shortcuts work in a meeting when you’re not typing.',
  switch: 'Single-key shortcuts (Esc always works)',
  key: 'Key',
  does: 'Action',
  space: 'Space',
  talk: 'Hold to talk while your mic is off',
  microphone: 'Turn mic on or off',
  camera: 'Turn camera on or off',
  hand: 'Raise or lower hand',
  people: 'Show or hide people',
  chat: 'Show or hide chat',
  layout: 'Speaker view or grid view',
  help: 'Show this list',
  escape: 'Close the open panel or dialog',
  back: 'Back to home',
} as const
