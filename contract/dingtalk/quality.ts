import Type from 'typebox'
import { ConferenceParams, EpochMsNumber, UnionIdText, answers, security } from './envelope.ts'

const tags = ['quality']

const Measure = (description: string) => Type.Optional(Type.String({ description }))

/** Numbers are text here, and a page leaves out what it has not got. */
const seriesFields = {
  timestamp: EpochMsNumber('When it was told.'),
  sendBitRate: Measure('All that is sent, bit/s.'),
  recvBitRate: Measure('All that is received, bit/s.'),
  lostRate: Measure('Packets lost, percent.'),
  roundTripTime: Measure('Milliseconds.'),
  audioSendBitRate: Measure('bit/s.'),
  audioRecvBitRate: Measure('bit/s.'),
  audioRecLevel: Measure('Loudness of what is recorded, 0 to 1.'),
  audioPlayLevel: Measure('Loudness of what is played, 0 to 1.'),
  cameraSendBitRate: Measure('bit/s.'),
  cameraRecvBitRate: Measure('bit/s.'),
  cameraSendResolutionActual: Measure('Such as `1920*1080`.'),
  cameraRecvResolutionActual: Measure('Such as `1920*1080`.'),
  cameraSendFrame: Measure('Frames a second.'),
  cameraRecvFrame: Measure('Frames a second.'),
  screenSendBitRate: Measure('bit/s.'),
  screenRecvBitRate: Measure('bit/s.'),
  screenSendResolutionActual: Measure('Such as `1920*1080`.'),
  screenRecvResolutionActual: Measure('Such as `1920*1080`.'),
  screenSendFrame: Measure('Frames a second.'),
  screenRecvFrame: Measure('Frames a second.'),
}
const Metric = Type.Object(seriesFields)
const LastMetric = Type.Object({
  ...seriesFields,
  audioJitterMax: Measure('Milliseconds.'),
  audioJitterAvg: Measure('Milliseconds.'),
})

/** `POST /v1.0/conference/videoConferences/{conferenceId}/lastMetricDatas/query`, known from the SDK only. */
export const GetUserLastMetric = {
  operationId: 'GetUserLastMetric',
  summary: 'Tell the latest quality of some members',
  description: 'Tells what each of some people told last, on whichever device, also after the end.',
  tags,
  security,
  params: ConferenceParams,
  body: Type.Object({
    unionIdList: Type.Array(UnionIdText('A member.'), {
      minItems: 1,
      maxItems: 1_000,
      description: 'unionIds of members.',
    }),
  }),
  response: answers(
    Type.Object({
      metricMap: Type.Record(Type.String(), LastMetric, {
        description: 'By unionId; whoever has told nothing is not in it.',
      }),
    }),
  ),
}

/** `GET /v1.0/conference/videoConferences/{conferenceId}/metricDatas`, known from the SDK only. */
export const GetUserMetricData = {
  operationId: 'GetUserMetricData',
  summary: 'Tell the quality of one member over a time',
  description: 'Tells what one person told in an interval, on all his devices, oldest first; 10000 samples at most.',
  tags,
  security,
  params: ConferenceParams,
  querystring: Type.Object({
    beginTime: EpochMsNumber('Beginning of the interval, which it is part of.'),
    endTime: EpochMsNumber('End of the interval, which it is part of.'),
    unionId: UnionIdText('The member.'),
  }),
  response: answers(
    Type.Object({
      metricDataList: Type.Array(Metric, { description: 'Empty if he told nothing.' }),
    }),
  ),
}
