/** The kinds of devices, as the open API names them. It has no name for `Linux` and `other`. */
export const DEVICE_NAMES = ['Win', 'Mac', 'iOS', 'Android', 'Linux', 'other'] as const
export type DeviceName = (typeof DEVICE_NAMES)[number]
