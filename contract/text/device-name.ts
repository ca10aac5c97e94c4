/** The kinds of devices, as the open API names them; `other` is what it leaves out. */
export const DEVICE_NAMES = ['Win', 'Mac', 'iOS', 'Android', 'other'] as const
export type DeviceName = (typeof DEVICE_NAMES)[number]
