import { useTranslation } from 'react-i18next'
import type { LiveMemberAnswer } from '../../../contract/web/console-live-types.ts'
import { Badge } from '../../controls/badge.tsx'
import type { MenuEntry } from '../../controls/menu.tsx'
import { formatDuration } from '../../i18n/format.ts'
import { listMarks, listMemberActs, type MemberAct } from '../../state/console/live/live-members.ts'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'
import { deviceName, sessionText, statusText } from './live-words.ts'

export type MembersTableProps = PagedTableState<LiveMemberAnswer> & {
  /** Without `participantId`: on all devices. */
  mute: (member: LiveMemberAnswer, participantId?: string) => void
  remove: (member: LiveMemberAnswer) => void
}

/** The members in rows, each with their devices. */
export function MembersTable({ mute, remove, ...list }: MembersTableProps) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  return (
    <PagedTable
      {...list}
      layout={{
        label: t('live.people'),
        keyOf: ({ key }) => key,
        testId: 'live-member',
        data: ({ name, attendStatus }) => ({ 'data-nick': name, 'data-status': attendStatus }),
        columns: [
          {
            label: t('live.name'),
            isRowHeading: true,
            renderCell: (member) => (
              <>
                {member.name}
                {listMarks(member).map((mark) => (
                  <Badge key={mark}>{t(`live.${mark}`)}</Badge>
                ))}
                {member.jobNumber !== undefined && <span className="console-note">{member.jobNumber}</span>}
              </>
            ),
          },
          { label: t('live.status'), isWide: true, renderCell: (member) => statusText(t, member) },
          {
            label: t('live.devices'),
            isWide: true,
            renderCell: ({ sessions }) =>
              sessions.length === 0
                ? '–'
                : sessions.map((session) => (
                    <span key={session.participantId} className="live-device">
                      {deviceName(t, session)}
                      <span className="console-note">{sessionText(t, session)}</span>
                    </span>
                  )),
          },
          { label: t('live.timeInside'), isWide: true, renderCell: (member) => timeOf(member) ?? '–' },
        ],
        below: (member) => [
          [statusText(t, member), timeOf(member)].filter((fact) => fact !== undefined).join(' · '),
          ...member.sessions.map((session) =>
            t('live.deviceWords', { device: deviceName(t, session), words: sessionText(t, session) }),
          ),
        ],
        acts: (member) => ({
          label: t('live.actsOf', { name: member.name }),
          testId: 'member-acts',
          entries: listMemberActs(member).map((act) => entryOf(member, act)),
        }),
      }}
    />
  )

  function timeOf({ joinTime, durationMs }: LiveMemberAnswer): string | undefined {
    return joinTime === undefined ? undefined : formatDuration(common, durationMs)
  }

  function entryOf(member: LiveMemberAnswer, act: MemberAct): MenuEntry {
    if (act.act === 'remove') {
      const onAction = () => remove(member)
      return { id: 'remove', label: t('live.remove'), testId: 'remove', isDanger: true, onAction }
    }
    const { participantId } = act
    const session = member.sessions.find((one) => one.participantId === participantId)
    if (!session) return { id: 'mute', label: t('live.mute'), testId: 'mute', onAction: () => mute(member) }
    return {
      id: session.participantId,
      label: t('live.muteDevice', { device: deviceName(t, session) }),
      onAction: () => mute(member, participantId),
    }
  }
}
