/** Words of the ways to see the room and oneself, under `room.views`. */
export const viewsEn = {
  self: {
    normal: 'Show yourself among the others',
    small: 'Show yourself small',
    hidden: 'Hide yourself from your view',
  },
  hidden: 'Hidden from your own view. Others can still see you.',
  show: 'Show yourself',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  miniature: 'Picture-in-picture',
  closeMiniature: 'Close picture-in-picture',
} as const
