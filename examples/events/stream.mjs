// Receives events in stream mode, with DingTalk's client. Needs the package `dingtalk-stream`, and the `axios` that it uses.
//
// DINGTALK_OPENAPI_ENDPOINT=https://meet.example.com CLIENT_ID=… CLIENT_SECRET=… node stream.mjs

import axios from 'axios'
import { DWClient, EventAck } from 'dingtalk-stream'

const { DINGTALK_OPENAPI_ENDPOINT: endpoint, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env
/** In a real program, a unique column of the table that the event changes. */
const seen = new Set()

// The address of DingTalk is a constant of this client.
axios.interceptors.request.use((request) => {
  request.url = request.url.replace('https://api.dingtalk.com', endpoint)
  return request
})

const client = new DWClient({ clientId, clientSecret })
client.registerAllEventListener(({ headers: { eventId, eventType } }) => {
  // The same event may come again, for example if the answer is lost.
  if (!seen.has(eventId)) {
    seen.add(eventId)
    console.log(JSON.stringify({ eventId, type: eventType }))
  }
  return { status: EventAck.SUCCESS } // or LATER, to get it again
})
await client.connect()
