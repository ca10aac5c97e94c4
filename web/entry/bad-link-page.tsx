import { useTranslation } from 'react-i18next'
import { readShareLink } from '../../contract/text/link.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { JoinForm } from '../home/join-form.tsx'
import { Bare } from '../page-frame.tsx'

/** Says that a short link leads to no meeting, and lets the person correct it. `code`: the part of the address after `/j/`. */
export function BadLinkPage({ model, code }: { model: AppModel; code: string }) {
  const { t } = useTranslation()
  const link = new URL(model.navigation.href(`/j/${code}`), location.href).href
  return (
    <Bare title={t('app.badLink')}>
      <p>{t(readShareLink(link) === undefined ? 'app.badLinkShape' : 'app.badLinkUnknown')}</p>
      <JoinForm model={model} submit={t('home.joinNow')} initial={link} />
      <Button variant="quiet" onPress={() => model.navigation.go('/')}>
        {t('app.toHome')}
      </Button>
    </Bare>
  )
}
