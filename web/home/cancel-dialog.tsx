import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../client/observable.ts'
import type { BookedMeeting } from '../../contract/web/types.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { formatDate } from '../i18n/dates.ts'
import { errorText } from '../i18n/format.ts'
import { useObservable } from '../state/use-observable.ts'

/** What is to be canceled: the booking, or one date of it. */
export type Ending = {
  meeting: Pick<BookedMeeting, 'bookingId' | 'title' | 'series'>
  date?: string | undefined
}

type Cancels = {
  view: Readable<Readonly<{ canceling?: string | undefined; cancelError?: string | undefined }>>
  /** @returns whether it is canceled */
  cancel(bookingId: string, date: string | undefined): Promise<boolean>
}

/** Asks whether a booking, or one date of it, is to be canceled. */
export function CancelDialog({ home, ending, close }: { home: Cancels; ending: Ending; close: () => void }) {
  const { t, i18n } = useTranslation()
  const { canceling, cancelError } = useObservable(home.view)
  const [isTried, setTried] = useState(false)
  const { meeting, date } = ending
  const cancel = async () => {
    setTried(true)
    if (await home.cancel(meeting.bookingId, date)) close()
  }
  const title = meeting.title || t('home.untitled')
  const words = date !== undefined ? 'cancelDateWords' : meeting.series ? 'cancelAllWords' : 'cancelWords'
  return (
    <Dialog
      title={
        date === undefined
          ? t('home.booking.cancelTitle', { title })
          : t('home.booking.cancelDateTitle', { title, day: formatDate(i18n.language, date) })
      }
      role="alertdialog"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('home.booking.keep')}</Button>
          <Button variant="danger" isBusy={canceling !== undefined} onPress={() => void cancel()}>
            {t(date === undefined ? 'home.booking.cancelConfirm' : 'home.booking.cancelDateConfirm')}
          </Button>
        </>
      }
    >
      {isTried && cancelError !== undefined && <Notice tone="error">{errorText(t, cancelError)}</Notice>}
      <p>{t(`home.booking.${words}`)}</p>
    </Dialog>
  )
}
