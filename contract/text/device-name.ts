/** The kinds of devices, as the open API names them. It has no name for `other`. */
export const DEVICE_NAMES = ['Win', 'Mac', 'iOS', 'Android', 'other'] as const
export type DeviceName = (typeof DEVICE_NAMES)[number]
