import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import './sandbox-banner.css'

// With its words, so that other servers' pages do not load them.
i18next.addResourceBundle('en', 'sandbox', { banner: 'This is a sandbox. Meetings may be made up.' })
i18next.addResourceBundle('zh-CN', 'sandbox', { banner: '这是沙箱，会议可能是虚构的。' })

/** Says on every page that the server is a sandbox. */
export function SandboxBanner() {
  const { t } = useTranslation('sandbox')
  return (
    <aside className="sandbox-banner" aria-label={t('banner')} data-testid="sandbox-banner">
      {t('banner')}
    </aside>
  )
}
