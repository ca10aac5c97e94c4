import { useTranslation } from 'react-i18next'
import type { ImportAnswer } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Notice } from '../../controls/notice.tsx'
import { toCsvText } from '../../state/console/csv.ts'
import { saveText } from '../save-text.ts'

/** The passwords of new people. They are not shown again. */
export function NewPasswords({ passwords }: Pick<ImportAnswer, 'passwords'>) {
  const { t } = useTranslation('console')
  const save = () => {
    const rows = passwords.map(({ userId, name, password }) => [userId, name, password])
    saveText('passwords.csv', 'text/csv', toCsvText([['userId', 'name', 'password'], ...rows]))
  }
  return (
    <>
      <Notice tone="warning">{t('shownOnce')}</Notice>
      <p>{t('people.passwordWords')}</p>
      <p>
        <Button onPress={save} data-testid="save-passwords">
          {t('people.savePasswords')}
        </Button>
      </p>
      <div className="console-table console-scroll" role="region" aria-label={t('people.passwordList')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.userId')}</th>
              <th scope="col">{t('people.password')}</th>
            </tr>
          </thead>
          <tbody>
            {passwords.map(({ userId, name, password }) => (
              <tr key={userId} data-testid="imported-password">
                <td>{name}</td>
                <td>{userId}</td>
                <td>
                  <code>{password}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
