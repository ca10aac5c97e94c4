import { useTranslation } from 'react-i18next'
import type { ImportAnswer } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Notice } from '../../controls/notice.tsx'
import { toCsvText } from '../../state/console/csv.ts'
import { saveText } from '../save-text.ts'
import { ConsoleTable } from '../table/console-table.tsx'

/** The passwords of new people. They are not shown again. */
export function NewPasswords({ passwords, saved }: Pick<ImportAnswer, 'passwords'> & { saved: () => void }) {
  const { t } = useTranslation('console')
  const save = () => {
    const rows = passwords.map(({ userId, name, email = '', password }) => [userId, name, email, password])
    saveText('passwords.csv', 'text/csv', toCsvText([['userId', 'name', 'email', 'password'], ...rows]))
    saved()
  }
  return (
    <>
      <Notice tone="warning">{t('shownOnce')}</Notice>
      <p>{t('people.passwordsWords', { count: passwords.length })}</p>
      <p>
        <Button onPress={save} data-testid="save-passwords">
          {t('people.savePasswords')}
        </Button>
      </p>
      <ConsoleTable
        rows={passwords}
        layout={{
          label: t('people.passwordList'),
          className: 'console-scroll',
          keyOf: ({ userId }) => userId,
          testId: 'imported-password',
          columns: [
            { label: t('people.name'), renderCell: ({ name }) => name },
            { label: t('people.userId'), renderCell: ({ userId }) => userId },
            { label: t('people.password'), renderCell: ({ password }) => <code>{password}</code> },
          ],
        }}
      />
    </>
  )
}
