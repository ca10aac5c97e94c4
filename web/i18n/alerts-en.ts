/** Words for people who do not see the page, under `room.alert`. */
export const alertsEn = {
  admitted: 'You’re in the meeting. Others see and hear you when you come back to this page.',
  offer: {
    admitted: 'Get notified when you’re admitted, even when this page is in the background.',
    knocks: 'Get notified when someone waits, even when this page is in the background.',
  },
} as const
