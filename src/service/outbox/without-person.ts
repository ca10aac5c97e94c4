import { titleWithout, type ErasedPerson } from '../../conference/erasure.ts'
import type { OutboxMessage } from './outbox-event.ts'

/** The message as if the pseudonym of an erased person had been in their place. */
export function messageWithout<Message extends OutboxMessage>(message: Message, who: ErasedPerson): Message {
  switch (message.type) {
    case 'meeting_status_change': {
      const { openConfModel: model } = message.data
      return { ...message, data: { ...message.data, openConfModel: creatorWithout(model, who) } }
    }
    case 'meeting_member_status_change': {
      const models = message.data.openMemberModels.map((model) =>
        model.userId === who.unionId
          ? { ...model, userId: who.pseudonym.unionId, userNick: who.pseudonym.name }
          : model,
      )
      return { ...message, data: { ...message.data, openMemberModels: models } }
    }
    case 'booking_change':
      return { ...message, data: { ...message.data, booking: creatorWithout(message.data.booking, who) } }
    case 'directory_change': {
      const users = message.data.users.map((user) =>
        user.unionId === who.unionId ? { userId: who.pseudonym.userId, unionId: who.pseudonym.unionId } : user,
      )
      return { ...message, data: { ...message.data, users } }
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
