import type { SameKeys } from './same-keys.ts'
import type { viewsEn } from './views-en.ts'

export const viewsZh: SameKeys<typeof viewsEn> = {
  self: {
    normal: '与其他人并排显示自己',
    small: '小窗显示自己',
    hidden: '隐藏自己的画面',
  },
  hidden: '自己的画面已隐藏，其他人仍能看到你。',
  show: '显示自己的画面',
  fullScreen: '全屏',
  leaveFullScreen: '退出全屏',
  pictureInPicture: '画中画',
  closePictureInPicture: '关闭画中画',
}
