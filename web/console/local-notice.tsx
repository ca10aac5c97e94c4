import { useTranslation } from 'react-i18next'
import { Notice } from '../controls/notice.tsx'
import { isLocalUrl } from '../state/console/local-url.ts'

/** Says that a link works on this computer only, if it does. */
export function LocalNotice({ url }: { url: string }) {
  const { t } = useTranslation('console')
  return isLocalUrl(url) ? <Notice tone="warning">{t('localUrl')}</Notice> : null
}
