import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveMemberAnswer } from '../../../contract/web/console-live-types.ts'
import { usePageTitle } from '../../alerts/page-title.ts'
import { browserClock } from '../../browser-clock.ts'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Select } from '../../controls/select.tsx'
import { Switch } from '../../controls/switch.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { PageLink } from '../../page-frame.tsx'
import { openLiveMeeting, readLiveFilter } from '../../state/console/live/live-meeting.ts'
import { useObservable } from '../../state/use-observable.ts'
import { liveApi } from '../requests/live.ts'
import { SearchField } from '../search-field.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { CallDialog } from './call-dialog.tsx'
import { EndDialog, RemoveDialog } from './confirm-dialogs.tsx'
import { MembersTable } from './members-table.tsx'
import { OutcomeToast } from './outcome-toast.tsx'
import { MeetingHead } from './meeting-head.tsx'
import { MeetingOver } from './meeting-over.tsx'
import './live.css'

const EVERY_MS = 3_000

/** Loaded when it is first shown: it brings the drawing of attendance. */
const LiveTimeline = lazy(async () => ({ default: (await import('./live-timeline.tsx')).LiveTimeline }))

type Opened = { dialog: 'call' | 'end' } | { dialog: 'remove'; member: LiveMemberAnswer }

/** A meeting that is going on: who is in it, and what an administrator may do. */
export function LiveMeeting({
  model,
  me,
  corpId,
  place,
  filter,
  pathOf,
  conferenceId,
}: ConsoleViewProps & { conferenceId: string }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const signedOut = model.session.lost
  const { list, q } = readLiveFilter(place)
  const [meeting] = useState(() =>
    openLiveMeeting(liveApi, { corpId, conferenceId, first: { list, q }, signedOut, clock: browserClock }),
  )
  const facts = useObservable(meeting.facts)
  const view = useObservable(meeting.members)
  const isOver = useObservable(meeting.isOver)
  const [opened, setOpened] = useState<Opened>()
  useEffect(() => {
    void meeting.show({ list, q })
  }, [meeting, list, q])
  useEffect(() => startAutoRefresh(meeting.refresh, EVERY_MS), [meeting])
  usePageTitle(t('titleOf', { page: facts?.meeting.title ?? t('page.live') }))
  const close = () => setOpened(undefined)
  const isTimelineShown = place.filters['timeline'] === 'on'
  return (
    <>
      <p>
        <PageLink model={model} to={pathOf({ page: 'live' })}>
          {t('live.back')}
        </PageLink>
      </p>
      {facts && (
        <MeetingHead
          model={model}
          facts={facts}
          isOver={isOver}
          act={(act) => void meeting.act({ act })}
          call={() => setOpened({ dialog: 'call' })}
          end={() => setOpened({ dialog: 'end' })}
        />
      )}
      {isOver && (
        <MeetingOver
          model={model}
          conferenceId={conferenceId}
          logPath={pathOf({ page: 'meetings', id: conferenceId, filters: { part: 'log' } })}
        />
      )}
      {facts && !isOver && (
        <div className="console-filters">
          <Select
            label={t('live.list')}
            options={(['present', 'past'] as const).map((id) => ({
              id,
              label: t(`live.${id}`, { count: facts.counts[id] }),
            }))}
            value={list}
            onChange={(id) => filter({ list: id === 'past' ? id : undefined })}
          />
          <SearchField label={t('live.find')} value={q} search={(text) => filter({ q: text })} testId="find-member" />
        </div>
      )}
      {!isOver && (
        <MembersTable
          view={view}
          more={() => void meeting.more()}
          restart={() => void meeting.restart()}
          none={t(q === '' ? 'live.nobody' : 'live.noMatch')}
          mute={(member, participantId) =>
            void meeting.act(
              { act: 'mute', member: member.key, ...(participantId !== undefined && { participantId }) },
              member.name,
            )
          }
          remove={(member) => setOpened({ dialog: 'remove', member })}
        />
      )}
      {facts && !isOver && (
        <>
          <Switch
            isSelected={isTimelineShown}
            onChange={(on) => filter({ timeline: on ? 'on' : undefined })}
            data-testid="show-timeline"
          >
            {t('live.timeline')}
          </Switch>
          {isTimelineShown && (
            <Suspense fallback={<EmptyState isStatus>{common('app.loading')}</EmptyState>}>
              <LiveTimeline model={model} conferenceId={conferenceId} />
            </Suspense>
          )}
        </>
      )}
      {opened?.dialog === 'call' && facts && !isOver && (
        <CallDialog
          corpId={corpId}
          self={me.unionId}
          facts={facts}
          members={view.phase === 'shown' ? view.rows : []}
          call={(userId, name) => meeting.act({ act: 'call', userIds: [userId] }, name)}
          close={close}
          signedOut={signedOut}
        />
      )}
      {opened?.dialog === 'end' && facts && (
        <EndDialog facts={facts} meeting={meeting} close={close} signedOut={signedOut} />
      )}
      {opened?.dialog === 'remove' && facts && (
        <RemoveDialog facts={facts} member={opened.member} meeting={meeting} close={close} signedOut={signedOut} />
      )}
      <OutcomeToast meeting={meeting} />
    </>
  )
}
