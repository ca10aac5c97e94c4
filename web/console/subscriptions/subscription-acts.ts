import { useTranslation } from 'react-i18next'
import type { ListedSubscription, SubscriptionSecrets } from '../../../contract/web/subscription-types.ts'
import type { MenuEntry } from '../../controls/menu.tsx'
import { stateOf, type SubscriptionState } from '../../../contract/web/subscription-state.ts'
import type { StateTone } from './state-mark.tsx'

/** What can be done with a subscription. */
export type SubscriptionAct = 'test' | 'edit' | 'renew' | 'pause' | 'resume' | 'remove'

/** The dialog that is open. */
export type OpenedDialog =
  | { dialog: 'add' }
  | { dialog: SubscriptionAct; subscription: ListedSubscription }
  | { dialog: 'secrets'; appName: string; secrets: SubscriptionSecrets }

/** The acts that make sense for a subscription as it is. */
function actsOf({ way, paused, appRevoked }: ListedSubscription): readonly SubscriptionAct[] {
  if (appRevoked) return ['remove']
  return ['test', 'edit', ...(way === 'stream' ? [] : ['renew' as const]), paused ? 'resume' : 'pause', 'remove']
}

/** The entries for the menu of a subscription. */
export function useSubscriptionEntries(
  open: (act: SubscriptionAct, subscription: ListedSubscription) => void,
): (subscription: ListedSubscription) => readonly MenuEntry[] {
  const { t } = useTranslation('console')
  return (subscription) =>
    actsOf(subscription).map((act) => ({
      id: act,
      label: t(`events.${act}`),
      testId: `subscription-${act}`,
      isDanger: act === 'remove',
      onAction: () => open(act, subscription),
    }))
}

const TONES: Readonly<Record<SubscriptionState, StateTone>> = {
  'app-revoked': 'trouble',
  paused: 'calm',
  unconfirmed: 'calm',
  'not-permitted': 'trouble',
  failing: 'trouble',
  active: 'good',
}

/** How urgent the state of a subscription looks. */
export function toneOf(subscription: ListedSubscription): StateTone {
  return TONES[stateOf(subscription)]
}
