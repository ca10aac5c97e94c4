/** Words of the effects on one's own camera and microphone, under `effects`. */
export const effectsEn = {
  title: 'Background and noise',
  background: 'Background',
  none: 'None',
  blur: 'Blur',
  'strong-blur': 'Strong blur',
  dawn: 'Dawn',
  sea: 'Sea',
  forest: 'Forest',
  paper: 'Paper',
  own: 'Your picture',
  addPicture: 'Choose a picture…',
  changePicture: 'Choose another picture…',
  pictureLead: 'Your picture stays in this browser.',
  notPicture: 'This file isn’t a picture that your browser can read.',
  noise: 'Suppress background noise',
  noiseLead: 'Removes noise such as fans and keyboards. Turn it off for music.',
  loading: 'Loading…',
  trouble: {
    background: {
      slow: 'This device is too slow for a background, so it was turned off. Others see your real background.',
      unavailable: 'The background couldn’t be used, so it was turned off. Others see your real background.',
    },
    noise: {
      slow: 'This device is too slow for noise suppression, so it was turned off.',
      unavailable: 'Noise suppression couldn’t be used, so it was turned off.',
    },
  },
} as const
