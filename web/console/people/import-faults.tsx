import { useTranslation } from 'react-i18next'
import type { ImportAnswer, ImportFaultAnswer } from '../../../contract/web/administration-types.ts'
import { Notice } from '../../controls/notice.tsx'
import { consolePeopleEn } from '../../i18n/console-people-en.ts'
import { ConsoleTable } from '../table/console-table.tsx'

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
      <ConsoleTable
        rows={faults}
        layout={{
          label: t('people.faultList'),
          className: 'console-scroll',
          keyOf: ({ line, column, problem }) => `${line} ${column} ${problem}`,
          testId: 'import-fault',
          columns: [
            { label: t('people.line'), renderCell: ({ line }) => line },
            { label: t('people.column'), renderCell: ({ column }) => column ?? '–' },
            { label: t('people.fault'), renderCell: wordsOf },
          ],
        }}
      />
      {faultCount > faults.length && <p className="lead">{t('people.moreFaults', { count: faults.length })}</p>}
    </>
  )
}
