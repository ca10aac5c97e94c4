import { titleWithout, type ErasedPerson } from '../../conference/erasure.ts'
import type { NewOutboxEvent } from './outbox-event.ts'

/** The event as if the pseudonym of an erased person had been in their place. */
export function eventWithout<T extends NewOutboxEvent>(event: T, who: ErasedPerson): T {
  switch (event.type) {
    case 'meeting_status_change': {
      const { openConfModel: model } = event.data
      return { ...event, data: { ...event.data, openConfModel: creatorWithout(model, who) } }
    }
    case 'meeting_member_status_change': {
      const models = event.data.openMemberModels.map((model) =>
        model.userId === who.unionId
          ? { ...model, userId: who.pseudonym.unionId, userNick: who.pseudonym.name }
          : model,
      )
      return { ...event, data: { ...event.data, openMemberModels: models } }
    }
    case 'booking_change':
      return { ...event, data: { ...event.data, booking: creatorWithout(event.data.booking, who) } }
    case 'directory_change': {
      const users = event.data.users.map((user) =>
        user.unionId === who.unionId ? { userId: who.pseudonym.userId, unionId: who.pseudonym.unionId } : user,
      )
      return { ...event, data: { ...event.data, users } }
    }
  }
}

function creatorWithout<Model extends { creatorId: string; creatorNick: string; title: string }>(
  model: Model,
  who: ErasedPerson,
): Model {
  if (model.creatorId !== who.unionId) return model
  const { unionId, name } = who.pseudonym
  return { ...model, creatorId: unionId, creatorNick: name, title: titleWithout(model.title, model.creatorNick, who) }
}
