import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import type { NoticesView } from '../state/room/views.ts'
import { Toast } from '../controls/toast.tsx'
import { noticeText } from './notice-words.ts'

/** What has just happened, as toasts and in one live region for screen readers. */
export function Notices({ notices }: { notices: NoticesView }) {
  const { t } = useTranslation()
  const { toasts, announced } = notices
  return (
    <>
      <div role="status" className="unseen" data-testid="announced">
        {announced && noticeText(announced, t)}
      </div>
      <section className="room-toasts" aria-label={t('room.notice.label')}>
        {toasts.map((toast) => (
          <Toast
            key={toast.id}
            kind={toast.kind}
            tone={toneOf(toast)}
            onDismiss={toast.dismiss}
            action={
              toast.letIn &&
              toast.kind === 'knocks' && (
                <Button
                  size="small"
                  data-testid="toast-let-in"
                  aria-label={t('room.wait.letInName', { nick: toast.nick })}
                  onPress={toast.letIn}
                >
                  {t('room.wait.letIn')}
                </Button>
              )
            }
          >
            {noticeText(toast, t)}
          </Toast>
        ))}
      </section>
    </>
  )
}

function toneOf(toast: NoticesView['toasts'][number]): 'trouble' | 'news' {
  return toast.kind === 'device-trouble' || toast.kind === 'refused' ? 'trouble' : 'news'
}

/** Reactions that rise at the side. They are not in the live region, since there may be many at once. */
export function Reactions({ notices }: { notices: NoticesView }) {
  const { t } = useTranslation()
  return (
    <section className="reactions" aria-label={t('room.notice.reactions')} data-testid="reactions">
      {notices.reactions.map(({ id, nick, reaction }) => (
        <span key={id} className="reaction" data-testid="reaction" data-nick={nick}>
          <span className="reaction-face">{reaction}</span>
          {nick}
        </span>
      ))}
    </section>
  )
}
