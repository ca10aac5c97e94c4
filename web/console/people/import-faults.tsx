import { useTranslation } from 'react-i18next'
import type { ImportAnswer, ImportFaultAnswer } from '../../../contract/web/administration-types.ts'
import { Notice } from '../../controls/notice.tsx'
import { consolePeopleEn } from '../../i18n/console-people-en.ts'

/** The types of the texts want all values, though each text has its own. */
const NO_VALUES = { count: 0, most: '', columns: '', id: '', first: '', unionId: '' }
const { faultWords: WORDS } = consolePeopleEn
const isKnown = (code: string): code is keyof typeof WORDS => Object.hasOwn(WORDS, code)

/** What is wrong with a file, and where. */
export function ImportFaults({ answer: { faults, faultCount } }: { answer: ImportAnswer }) {
  const { t } = useTranslation('console')
  const wordsOf = ({ code, values = {}, problem }: ImportFaultAnswer) =>
    isKnown(code) ? t(`people.faultWords.${code}`, { ...NO_VALUES, ...values }) : problem
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
                <td>{wordsOf(fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {faultCount > faults.length && <p className="lead">{t('people.moreFaults', { count: faults.length })}</p>}
    </>
  )
}
