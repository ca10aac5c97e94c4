// Receives events as DingTalk sends them to the HTTP callback of an app.
//
// CALLBACK_TOKEN=… CALLBACK_AES_KEY=… CALLBACK_OWNER=<client id> node callback.mjs 8090

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

const { CALLBACK_TOKEN: token = '', CALLBACK_AES_KEY: aesKey = '', CALLBACK_OWNER: owner = '' } = process.env
const key = Buffer.from(`${aesKey}=`, 'base64')
const iv = key.subarray(0, 16)
/** In a real program, a unique column of the table that the event changes. */
const seen = new Set()

const server = createServer(async (request, response) => {
  try {
    const query = new URL(request.url, 'http://localhost').searchParams
    const { encrypt } = JSON.parse(await text(request))
    if (query.get('msg_signature') !== sign(query.get('timestamp'), query.get('nonce'), encrypt))
      throw new Error('forged')
    const event = JSON.parse(decrypt(encrypt))
    // `check_url` asks whether the keys are right. It has no id. Other events may come again.
    if (event.eventId !== undefined && !seen.has(event.eventId)) {
      seen.add(event.eventId)
      console.log(JSON.stringify({ eventId: event.eventId, type: event.EventType }))
    }
  } catch {
    return response.writeHead(401).end()
  }
  const answer = {
    timeStamp: String(Date.now()),
    nonce: randomBytes(8).toString('hex'),
    encrypt: encryptText('success'),
  }
  const signature = sign(answer.timeStamp, answer.nonce, answer.encrypt)
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ msg_signature: signature, ...answer }))
})

function sign(timestamp, nonce, encrypted) {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/** 16 random characters, the length of the text, the text, and the owner; padded to 32 bytes. */
function encryptText(message) {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(message))
  const plain = Buffer.concat([Buffer.from(randomBytes(8).toString('hex')), length, Buffer.from(message + owner)])
  const missing = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  return cipher.update(Buffer.concat([plain, Buffer.alloc(missing, missing)])).toString('base64')
}

function decrypt(encrypted) {
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const padded = decipher.update(Buffer.from(encrypted, 'base64'))
  const plain = padded.subarray(0, padded.length - padded.at(-1))
  const end = 20 + plain.readUInt32BE(16)
  if (plain.subarray(end).toString() !== owner) throw new Error('for another app')
  return plain.subarray(20, end).toString()
}

server.listen(Number(process.argv[2] ?? 8090), '127.0.0.1', () =>
  console.log(`listens on http://127.0.0.1:${server.address().port}`),
)
