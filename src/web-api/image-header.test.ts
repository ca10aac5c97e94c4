import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readImageHeader } from './image-header.ts'

// Images of 300 by 4 red pixels.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAASwAAAAECAIAAAC7l5XNAAAAI0lEQVR42u3TQQkAAAzEsPo3vcm4TyAKCu0KGJIATAgmBIYeh+CrjdwgyaAAAAAASUVORK5CYII=',
  'base64',
)
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBD' +
    'AVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAEASwDASIAAhEBAxEB/8QAFQAB' +
    'AQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwD' +
    'AQACEQMRAD8AkAm2AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP//Z',
  'base64',
)
const LOSSY =
  'VlA4IEgAAADQAwCdASosAQQAP3G412S0ryunIagCkC4JaQDR+AT5w4cOHDhw4NAA/uC5frhbLMn//ggvxB+oNRqcpINYSxlag1++wc6AAAA='
const WEBP = {
  lossy: Buffer.from(`UklGRlQAAABXRUJQ${LOSSY}`, 'base64'),
  lossless: Buffer.from('UklGRhwAAABXRUJQVlA4TA8AAAAvK8EAAAcQ/Y/+ByKi/wEA', 'base64'),
  transparent: Buffer.from(
    `UklGRn4AAABXRUJQVlA4WAoAAAAQAAAAKwEAAwAAQUxQSBAAAAABB1DAiAgACeH/eDmi/6kF${LOSSY}`,
    'base64',
  ),
}
const SIZE = { width: 300, height: 4 }
const FRAME = JPEG.indexOf('\xff\xc0', 0, 'latin1')

test('[CO69] the type and the size of an image are what its bytes say', () => {
  assert.deepEqual(readImageHeader(PNG), { type: 'image/png', ...SIZE })
  assert.deepEqual(readImageHeader(JPEG), { type: 'image/jpeg', ...SIZE })
  for (const [kind, bytes] of Object.entries(WEBP))
    assert.deepEqual(readImageHeader(bytes), { type: 'image/webp', ...SIZE }, kind)
})

test('[CO69] a JPEG is read past its profile and its fill bytes, be it progressive or not', () => {
  const profile = Buffer.alloc(2 + 60_000)
  profile.writeUInt16BE(0xffe2)
  profile.writeUInt16BE(60_000, 2)
  profile.set([0xff, 0xc0], 100) // looks like a frame
  const fill = Buffer.from([0xff, 0xff])
  const progressive = Buffer.from(JPEG)
  progressive[FRAME + 1] = 0xc2
  for (const image of [JPEG, progressive]) {
    const long = Buffer.concat([image.subarray(0, 2), profile, fill, image.subarray(2)])
    assert.deepEqual(readImageHeader(long), { type: 'image/jpeg', ...SIZE })
  }
  const frameless = Buffer.concat([JPEG.subarray(0, FRAME), JPEG.subarray(JPEG.indexOf('\xff\xda', 0, 'latin1'))])
  assert.equal(readImageHeader(frameless), undefined)
})

test('[CO69] what is cut off before its size, or is no image, has no header', () => {
  const enough = [
    [PNG, 24],
    [JPEG, FRAME + 9],
    [WEBP.lossy, 30],
    [WEBP.lossless, 25],
    [WEBP.transparent, 30],
  ] as const
  for (const [image, length] of enough) {
    assert.ok(readImageHeader(image.subarray(0, length)))
    for (let cut = 0; cut < length; cut += 1) assert.equal(readImageHeader(image.subarray(0, cut)), undefined)
  }
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'GIF89a',
    'RIFF\0\0\0\0WEBPALPH',
    'RIFF\0\0\0\0WAVEfmt ',
  ])
    assert.equal(readImageHeader(Buffer.from(text, 'latin1')), undefined, text)
})

test('[CO69] whatever bytes follow the first ones, reading the header ends without an error', () => {
  const beginnings = [PNG, JPEG, ...Object.values(WEBP)].map((image) => image.subarray(0, 16))
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 64 }), (beginning, rest) => {
      const header = readImageHeader(Buffer.concat([beginning, rest]))
      assert.ok(header === undefined || (header.width >= 0 && header.height >= 0))
    }),
  )
})
