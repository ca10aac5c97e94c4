import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'

export type SignInOfferProps = { reason: 'guest' | 'waiting'; signIn: (() => void) | undefined }

/** Reminds a guest that they can join as themselves, or that a host does not have to wait. */
export function SignInOffer({ reason, signIn }: SignInOfferProps) {
  const { t } = useTranslation()
  if (!signIn) return null
  return (
    <p className="entry-account">
      {t(`room.entry.account.${reason}`)}{' '}
      <Button variant="quiet" size="small" data-testid="entry-sign-in" onPress={signIn}>
        {t('room.entry.signIn')}
      </Button>
    </p>
  )
}
