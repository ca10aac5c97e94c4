/** The types of events in the outbox of an organization. */
export const EVENT_TYPES = [
  'meeting_status_change',
  'meeting_member_status_change',
  'booking_change',
  'directory_change',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** What an app can subscribe to. `…_target_push`: only of conferences that the app itself created. */
export const SUBSCRIBED_TYPES = [
  'meeting_status_change',
  'meeting_status_change_target_push',
  'meeting_member_status_change',
  'meeting_member_status_change_target_push',
  'booking_change',
  'directory_change',
] as const
export type SubscribedType = (typeof SUBSCRIBED_TYPES)[number]

/** The scope that an app needs to get events of a type. */
export const EVENT_SCOPES: Readonly<Record<SubscribedType, string>> = {
  meeting_status_change: 'VideoConference.Conference.Read',
  meeting_status_change_target_push: 'VideoConference.Conference.Read',
  meeting_member_status_change: 'VideoConference.Conference.Read',
  meeting_member_status_change_target_push: 'VideoConference.Conference.Read',
  booking_change: 'VideoConference.Conference.Read',
  directory_change: 'Contact.User.Read',
}

/**
 * How the events of a subscription reach its app. `stream`: over a connection that the app opens. `callback`: DingTalk's HTTP
 * callback. `webhook`: signed, in the form of Standard Webhooks.
 */
export const SUBSCRIPTION_WAYS = ['stream', 'callback', 'webhook'] as const
export type SubscriptionWay = (typeof SUBSCRIPTION_WAYS)[number]

/** `waiting`: for its next attempt, or for an earlier delivery of its subject. `dead`: given up. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]
