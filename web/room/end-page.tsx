import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { usePageTitle } from '../use-page-title.ts'
import type { RoomStatus } from '../state/room/views.ts'
import './end-page.css'

export type EndPageProps = { end: Extract<RoomStatus, { phase: 'ended' }>; goHome: () => void }

/** Why the person is no longer in the meeting, and a button to rejoin where that is possible. */
export function EndPage({ end, goHome }: EndPageProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { reason, rejoin, previous } = end
  usePageTitle(t(`room.end.${reason}.title`))
  const way = reason === 'replaced' ? 'again' : 'rejoin'
  return (
    <main className="end-page" data-testid="end-page" data-reason={reason}>
      <h1 ref={heading} tabIndex={-1}>
        {t(`room.end.${reason}.title`)}
      </h1>
      <p>{t(`room.end.${reason}.words`)}</p>
      <div className="end-page-ways">
        {rejoin && (
          <Button variant="primary" size="large" data-testid="rejoin" onPress={rejoin}>
            {t(`room.end.${way}`)}
          </Button>
        )}
        {previous && (
          <Button variant={rejoin ? 'plain' : 'primary'} size="large" data-testid="go-back" onPress={previous.goBack}>
            {t('room.end.previous', { title: previous.title })}
          </Button>
        )}
        {reason === 'version-unsupported' && (
          <Button variant="primary" size="large" data-testid="reload" onPress={() => location.reload()}>
            {t('room.end.reload')}
          </Button>
        )}
        <Button size="large" data-testid="go-home" onPress={goHome}>
          {t('room.end.home')}
        </Button>
      </div>
    </main>
  )
}
