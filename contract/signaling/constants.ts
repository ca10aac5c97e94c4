/**
 * The version of this contract. It rises when a client of the version before would go wrong. New events and new optional
 * keys do not raise it.
 */
export const SIGNALING_VERSION = 2

/** Path of Socket.IO on the server, and its two namespaces. */
export const SIGNALING_PATH = '/signaling'
export const CONFERENCE_NAMESPACE = '/conference'
export const LOBBY_NAMESPACE = '/lobby'

/** Most characters of a chat message, in UTF-16 code units. */
export const CHAT_LENGTH = 2_000

/** The reactions that people can send. */
export const REACTIONS = ['👍', '👏', '❤️', '😂', '😮', '🎉'] as const

/** Measured values of which a summary has the mean of its period. */
export const MEAN_METRICS = [
  'sendBitRate',
  'recvBitRate',
  'lostRate',
  'roundTripTime',
  'audioSendBitRate',
  'audioRecvBitRate',
  'audioRecLevel',
  'audioPlayLevel',
  'cameraSendBitRate',
  'cameraRecvBitRate',
  'cameraSendFrame',
  'cameraRecvFrame',
  'screenSendBitRate',
  'screenRecvBitRate',
  'screenSendFrame',
  'screenRecvFrame',
  'audioJitterAvg',
] as const

/** Measured values of which a summary has the greatest of its period. */
export const PEAK_METRICS = ['audioJitterMax'] as const

/** Sizes of pictures, such as `1920*1080`, as they are at the end of the period. */
export const SIZE_METRICS = [
  'cameraSendResolutionActual',
  'cameraRecvResolutionActual',
  'screenSendResolutionActual',
  'screenRecvResolutionActual',
] as const
