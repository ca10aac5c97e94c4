import { useTranslation } from 'react-i18next'

/** What a scope lets an app do. `help` is absent for one that this page does not know. */
type ScopeWords = Readonly<{ title: string; help?: string }>

/** The words for a scope of the open API. */
export function useScopeWords(): (scope: string) => ScopeWords {
  const { t } = useTranslation('console')
  return (scope) => {
    switch (scope) {
      case 'VideoConference.Conference.Read':
        return { title: t('apps.scope.read'), help: t('apps.scope.readHelp') }
      case 'VideoConference.Conference.Write':
        return { title: t('apps.scope.write'), help: t('apps.scope.writeHelp') }
      case 'qyapi_get_member':
        return { title: t('apps.scope.members'), help: t('apps.scope.membersHelp') }
      case 'Contact.User.Read':
        return { title: t('apps.scope.contact'), help: t('apps.scope.contactHelp') }
      default:
        return { title: scope }
    }
  }
}
