import type { Device } from '../conference/member.ts'

/** The `deviceType` of a device; `undefined` for one that DingTalk's closed list does not name. */
export function toDeviceType(device: Device | undefined): Exclude<Device, 'Linux' | 'other'> | undefined {
  return device === 'Linux' || device === 'other' ? undefined : device
}
