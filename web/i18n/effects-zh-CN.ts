import type { effectsEn } from './effects-en.ts'
import type { SameKeys } from './same-keys.ts'

export const effectsZh: SameKeys<typeof effectsEn> = {
  title: '背景和降噪',
  background: '虚拟背景',
  none: '无',
  blur: '虚化',
  'strong-blur': '强虚化',
  dawn: '晨曦',
  sea: '大海',
  forest: '森林',
  paper: '素纸',
  own: '你的图片',
  addPicture: '选择图片…',
  changePicture: '选择其他图片…',
  pictureLead: '图片只保存在此浏览器中。',
  notPicture: '此文件不是浏览器可以读取的图片。',
  noise: '降噪',
  noiseLead: '消除风扇、键盘等噪音。播放音乐时请关闭。',
  loading: '正在加载…',
  trouble: {
    background: {
      slow: '此设备性能不足，虚拟背景已关闭，其他人会看到你的真实背景。',
      unavailable: '虚拟背景无法使用，已关闭，其他人会看到你的真实背景。',
    },
    noise: {
      slow: '此设备性能不足，降噪已关闭。',
      unavailable: '降噪无法使用，已关闭。',
    },
  },
}
