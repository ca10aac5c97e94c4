/** Words of self view, full screen and picture-in-picture, under `room.views`. */
export const viewsEn = {
  self: {
    normal: 'Show self view in a tile',
    small: 'Show small self view',
    hidden: 'Hide self view',
  },
  hidden: 'Self view is hidden. Others can still see you.',
  show: 'Show self view',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Exit full screen',
  pictureInPicture: 'Picture-in-picture',
  closePictureInPicture: 'Close picture-in-picture',
} as const
