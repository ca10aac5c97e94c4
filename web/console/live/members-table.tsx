import { useTranslation } from 'react-i18next'
import type { LiveMemberAnswer } from '../../../contract/web/console-live-types.ts'
import { Badge } from '../../controls/badge.tsx'
import { Icon } from '../../controls/icon.tsx'
import { Menu } from '../../controls/menu.tsx'
import { formatDuration } from '../../i18n/format.ts'
import { deviceName, marksOf, sessionText, statusText } from './live-words.ts'

export type MembersTableProps = {
  members: readonly LiveMemberAnswer[]
  isBusy: boolean
  /** Nothing can be done anymore. */
  isOver: boolean
  /** Without `participantId`: on all devices. */
  mute: (member: LiveMemberAnswer, participantId?: string) => void
  remove: (member: LiveMemberAnswer) => void
}

/** The members in rows, each with their devices. On a narrow screen, all facts stand below the name. */
export function MembersTable({ members, isBusy, ...props }: MembersTableProps) {
  const { t } = useTranslation('console')
  return (
    <div className="console-table" role="region" aria-label={t('live.people')} tabIndex={0} aria-busy={isBusy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('live.name')}</th>
            <th scope="col" className="console-wide">
              {t('live.status')}
            </th>
            <th scope="col" className="console-wide">
              {t('live.devices')}
            </th>
            <th scope="col" className="console-wide">
              {t('live.timeInside')}
            </th>
            <th scope="col">
              <span className="unseen">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.key} member={member} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type MemberRowProps = Omit<MembersTableProps, 'members' | 'isBusy'> & { member: LiveMemberAnswer }

function MemberRow({ member, isOver, mute, remove }: MemberRowProps) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const { name, jobNumber, joinTime, durationMs, attendStatus, banned, sessions } = member
  const devices = sessions.map((session) => ({
    id: session.participantId,
    name: deviceName(t, session),
    words: sessionText(t, session),
  }))
  const time = joinTime === undefined ? '–' : formatDuration(common, durationMs)
  const isInside = attendStatus === 3
  const entries = [
    ...(isInside ? [{ id: 'mute', label: t('live.mute'), testId: 'mute', onAction: () => mute(member) }] : []),
    ...(devices.length > 1
      ? devices.map((device) => ({
          id: device.id,
          label: t('live.muteDevice', { device: device.name }),
          onAction: () => mute(member, device.id),
        }))
      : []),
    ...(banned
      ? []
      : [
          {
            id: 'remove',
            label: t('live.remove'),
            testId: 'remove',
            isDanger: true,
            onAction: () => remove(member),
          },
        ]),
  ]
  return (
    <tr data-testid="live-member" data-nick={name} data-status={attendStatus}>
      <th scope="row">
        {name}
        {marksOf(t, member).map((mark) => (
          <Badge key={mark}>{mark}</Badge>
        ))}
        {jobNumber !== undefined && <span className="console-note">{jobNumber}</span>}
        <span className="console-note console-narrow">
          {[statusText(t, member), ...(joinTime === undefined ? [] : [time])].join(' · ')}
        </span>
        {devices.map((device) => (
          <span key={device.id} className="console-note console-narrow">
            {t('live.deviceWords', { device: device.name, words: device.words })}
          </span>
        ))}
      </th>
      <td className="console-wide">{statusText(t, member)}</td>
      <td className="console-wide">
        {devices.length === 0
          ? '–'
          : devices.map((device) => (
              <span key={device.id} className="live-device">
                {device.name}
                <span className="console-note">{device.words}</span>
              </span>
            ))}
      </td>
      <td className="console-wide">{time}</td>
      <td className="console-acts">
        {!isOver && entries.length > 0 && (
          <Menu
            label={t('live.actsOf', { name })}
            testId="member-acts"
            button={{ variant: 'quiet', size: 'small' }}
            entries={entries}
          >
            <Icon name="more" />
          </Menu>
        )}
      </td>
    </tr>
  )
}
