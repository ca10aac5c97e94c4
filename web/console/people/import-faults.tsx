import { useTranslation } from 'react-i18next'
import type { ImportAnswer } from '../../../contract/web/administration-types.ts'
import { Notice } from '../../controls/notice.tsx'

/** What is wrong with a file, and where. */
export function ImportFaults({ answer: { faults, faultCount } }: { answer: ImportAnswer }) {
  const { t } = useTranslation('console')
  return (
    <>
      <Notice tone="error">{t('people.faults', { count: faultCount })}</Notice>
      <div className="console-table console-scroll" role="region" aria-label={t('people.faultList')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('people.line')}</th>
              <th scope="col">{t('people.column')}</th>
              <th scope="col">{t('people.fault')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={`${fault.line} ${fault.column} ${fault.problem}`} data-testid="import-fault">
                <td>{fault.line}</td>
                <td>{fault.column ?? '–'}</td>
                <td>{fault.problem}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {faultCount > faults.length && <p className="lead">{t('people.moreFaults', { count: faults.length })}</p>}
    </>
  )
}
