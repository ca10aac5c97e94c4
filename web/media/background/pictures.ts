import type { Background } from '../effects.ts'
import dawn from './pictures/dawn.svg?url'
import forest from './pictures/forest.svg?url'
import paper from './pictures/paper.svg?url'
import sea from './pictures/sea.svg?url'

/** The address of the picture of a background; `undefined` for one without a picture. */
export function findPicture(background: Background, ownPicture: string | undefined): string | undefined {
  switch (background) {
    case 'dawn':
      return dawn
    case 'sea':
      return sea
    case 'forest':
      return forest
    case 'paper':
      return paper
    case 'own':
      return ownPicture
    case 'none':
    case 'blur':
    case 'strong-blur':
      return undefined
  }
}
