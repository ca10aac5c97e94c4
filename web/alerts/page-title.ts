import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** What the title of the tab says. A call comes before everything else. */
type Title = Readonly<{ page: string; unseen: number; isAdmitted: boolean; call?: string | undefined }>

let current: Title = { page: document.title, unseen: 0, isAdmitted: false }

/**
 * The one place that sets the title of the tab. `unseen`: how much has happened in the meeting while the page was hidden.
 * `isAdmitted`: the person was admitted meanwhile.
 */
export function setTitle(part: Partial<Title>): void {
  current = { ...current, ...part }
  const { page, unseen, isAdmitted, call } = current
  const count = unseen + (isAdmitted ? 1 : 0)
  document.title = call ?? (count > 0 ? `(${count}) ${page}` : page)
}

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
