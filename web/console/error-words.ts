import { useTranslation } from 'react-i18next'
import { errorText } from '../i18n/format.ts'

/** The text for the code of a refusal in the console. */
export function useErrorWords(): (code: string) => string {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  return (code) => {
    switch (code) {
      case 'not-administrator':
        return t('error.notAdministrator')
      case 'not-operator':
        return t('error.notOperator')
      case 'organization-not-found':
        return t('error.organizationNotFound')
      case 'organization-exists':
        return t('error.organizationExists')
      case 'user-not-found':
        return t('error.userNotFound')
      case 'user-exists':
        return t('error.userExists')
      case 'user-disabled':
        return t('error.userDisabled')
      case 'union-id-taken':
        return t('error.unionIdTaken')
      case 'person-in-meeting':
        return t('error.personInMeeting')
      case 'erasure-unfinished':
        return t('error.erasureUnfinished')
      case 'last-administrator':
        return t('error.lastAdministrator')
      case 'app-not-found':
        return t('error.appNotFound')
      case 'app-exists':
        return t('error.appExists')
      case 'conference-not-found':
        return t('error.conferenceNotFound')
      case 'conference-ended':
        return t('error.conferenceEnded')
      case 'member-not-found':
      case 'session-not-found':
        return t('error.memberNotFound')
      case 'conference-locked':
        return t('error.conferenceLocked')
      case 'endpoint-wrong':
        return t('events.error.wrong')
      case 'endpoint-absent':
        return t('events.error.absent')
      case 'endpoint-refused':
        return t('events.error.refused')
      case 'endpoint-silent':
        return t('events.error.silent')
      case 'scope-missing':
        return t('events.error.scope')
      case 'too-many-subscriptions':
        return t('events.error.tooMany')
      case 'subscription-changed':
        return t('events.error.changed')
      case 'subscription-not-found':
        return t('events.error.gone')
      default:
        return errorText(common, code)
    }
  }
}
