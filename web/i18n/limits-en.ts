/** Words of the limits of cameras and of audio places, under `room.limits`. */
export const limitsEn = {
  cutOff:
    'You can’t hear or be heard yet: this meeting has audio and video for {{limit}} devices. You’ll be connected as soon as a place is free. Chat works.',
  unheard_one:
    '{{names}} can’t hear or be heard: this meeting has audio and video for {{limit}} devices. They’ll be connected as soon as a place is free.',
  unheard_other:
    '{{names}} can’t hear or be heard: this meeting has audio and video for {{limit}} devices. They’ll be connected as soon as a place is free.',
  names_one: '{{names}} and {{count}} more',
  names_other: '{{names}} and {{count}} more',
  tool: 'No one receives this: the meeting has audio and video for {{limit}} devices.',
  cameraTool: '{{limit}} cameras are on, which is the limit. You can turn yours on when another goes off.',
  tile: {
    self: 'No one hears or sees you yet: all {{limit}} places are taken',
    other: 'No audio or video: all {{limit}} places are taken',
    camera: 'Your camera is off: {{limit}} cameras are on already',
    withoutSound: 'Joined without sound',
  },
  withoutSound: { words: 'This device has no sound: you don’t hear anyone here.', turnOn: 'Turn on sound' },
  notice: {
    camera: '{{limit}} cameras are on, which is the limit. You can turn yours on when another goes off.',
    cameraFree: 'Another camera went off. You can turn yours on now.',
  },
  before: {
    sound:
      'All {{limit}} places for audio and video are taken. You can join and chat, and you’ll be connected as soon as a place is free.',
    camera: '{{limit}} cameras are on, which is the limit. You can join, but your camera stays off.',
  },
} as const
