import type { limitsEn } from './limits-en.ts'
import type { SameKeys } from './same-keys.ts'

export const limitsZh: SameKeys<typeof limitsEn> = {
  cutOff:
    '你和其他人暂时互相听不到、看不到：本会议最多支持 {{limit}} 台设备的音视频。一有空位就会自动接通，现在可以聊天。',
  unheard_one: '{{names}} 暂时没有音视频：本会议最多支持 {{limit}} 台设备的音视频。一有空位就会自动接通。',
  unheard_other: '{{names}} 暂时没有音视频：本会议最多支持 {{limit}} 台设备的音视频。一有空位就会自动接通。',
  names_one: '{{names}} 和另外 {{count}} 人',
  names_other: '{{names}} 和另外 {{count}} 人',
  tool: '其他人无法收到：本会议最多支持 {{limit}} 台设备的音视频。',
  cameraTool: '已开启 {{limit}} 个摄像头，达到上限。有人关闭后你就可以开启。',
  tile: {
    self: '其他人暂时听不到、看不到你：{{limit}} 个名额已满',
    other: '没有音视频：{{limit}} 个名额已满',
    camera: '你的摄像头已关闭：已有 {{limit}} 个摄像头开启',
    withoutSound: '未连接音频',
  },
  withoutSound: { words: '此设备未连接音频，你在这里听不到任何人。', turnOn: '连接音频' },
  notice: {
    camera: '已开启 {{limit}} 个摄像头，达到上限。有人关闭后你就可以开启。',
    cameraFree: '有人关闭了摄像头，你现在可以开启了。',
  },
  before: {
    sound: '{{limit}} 个音视频名额已满。你可以入会并聊天，一有空位就会自动接通音视频。',
    camera: '已开启 {{limit}} 个摄像头，达到上限。你可以入会，但摄像头会保持关闭。',
  },
}
