/** What the first bytes of an image say. `width`, `height`: in pixels. */
export type ImageHeader = Readonly<{ type: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }>

type Size = Omit<ImageHeader, 'type'>

/** The header of a PNG, JPEG or WebP image; `undefined` for anything else, such as SVG, which can run scripts. */
export function readImageHeader(bytes: Buffer): ImageHeader | undefined {
  try {
    if (has(bytes, '\x89PNG\r\n\x1a\n')) return { type: 'image/png', ...pngSize(bytes) }
    if (has(bytes, '\xff\xd8\xff')) return { type: 'image/jpeg', ...jpegSize(bytes) }
    if (has(bytes, 'RIFF') && has(bytes, 'WEBP', 8)) return { type: 'image/webp', ...webpSize(bytes) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // the image is cut off, or no image
  }
  return undefined
}

function has(bytes: Buffer, text: string, at = 0): boolean {
  return bytes.toString('latin1', at, at + text.length) === text
}

/** PNG, 11.2.1: the chunk `IHDR` comes first. @throws RangeError if there is none */
function pngSize(bytes: Buffer): Size {
  if (!has(bytes, 'IHDR', 12)) throw new RangeError('no IHDR')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** ITU-T T.81, B.2: segments with a marker and a length, one of which is the header of the frame. @throws RangeError */
function jpegSize(bytes: Buffer): Size {
  for (let at = 2; ; at += 2 + bytes.readUInt16BE(at + 2)) {
    while (bytes.readUInt8(at + 1) === 0xff) at += 1 // a marker may have fill bytes before it
    const marker = bytes.readUInt8(at + 1)
    if (bytes.readUInt8(at) !== 0xff || marker === START_OF_SCAN) throw new RangeError('no frame header')
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  }
}

const START_OF_SCAN = 0xda
/** Markers between those of frames: Huffman tables, an extension, and arithmetic coding. */
const NO_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc])

/** RFC 9649: the first chunk is a lossy image, a lossless one, or a header with the size of the canvas. @throws RangeError */
function webpSize(bytes: Buffer): Size {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      if (!has(bytes, '\x9d\x01\x2a', 23)) throw new RangeError('no key frame')
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      if (!has(bytes, '/', 20)) throw new RangeError('no lossless image')
      const bits = bytes.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      throw new RangeError('no image')
  }
}
