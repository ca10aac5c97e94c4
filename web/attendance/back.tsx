import { useTranslation } from 'react-i18next'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'

/** The way back to where the person came from: the console, a meeting or home. A page that was opened by itself leads home. */
export function Back({ model: { navigation } }: { model: AppModel }) {
  const { t } = useTranslation('attendance')
  const hasCome = navigation.hasCome()
  return (
    <p className="attendance-back">
      <Button
        variant="quiet"
        size="small"
        onPress={() => (hasCome ? history.back() : navigation.go('/'))}
        data-testid="back"
      >
        <span aria-hidden="true">←</span> {t(hasCome ? 'backToPage' : 'back')}
      </Button>
    </p>
  )
}
