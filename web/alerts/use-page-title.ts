import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { setTitle } from './page-title.ts'

/** Sets the title of the tab while the page is shown: `topic`, and the name of the program. */
export function usePageTitle(topic?: string): void {
  const { t } = useTranslation()
  const name = t('app.name')
  useEffect(() => {
    setTitle({ page: topic === undefined ? name : `${topic} · ${name}` })
    return () => {
      setTitle({ page: name })
    }
  }, [topic, name])
}
