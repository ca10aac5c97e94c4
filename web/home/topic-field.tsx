import { useTranslation } from 'react-i18next'
import { TextField } from '../controls/text-field.tsx'
import { cutTitle, TITLE_LENGTH } from '../../contract/text/title.ts'
import { isFullTopic } from '../state/entry/topic.ts'

export type TopicFieldProps = { label: string; value: string; onChange: (topic: string) => void }

/** A text field that stops at the longest topic, and says so. */
export function TopicField({ label, value, onChange }: TopicFieldProps) {
  const { t } = useTranslation()
  return (
    <TextField
      label={label}
      value={value}
      onChange={(text) => onChange(cutTitle(text))}
      description={isFullTopic(value) ? t('home.topicFull', { count: TITLE_LENGTH }) : undefined}
      autoComplete="off"
    />
  )
}
