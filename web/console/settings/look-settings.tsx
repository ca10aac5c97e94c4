import { FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Notice } from '../../controls/notice.tsx'
import { Logo, OrganizationLook } from '../../page-frame.tsx'
import type { SettingsDraft } from '../../state/console/settings/settings.ts'

/** What the picker of the browser begins with: the color of the program. */
const PROGRAM_COLOR = '#2f5d50'

type Props = {
  draft: SettingsDraft
  set: (changes: Partial<SettingsDraft>) => void
  logo: string | undefined
  /** Replaces the logo at once; without a file, removes it. */
  setLogo: (file: File | undefined) => void
  isBusy: boolean
  /** The latest file was refused. */
  isLogoWrong: boolean
}

/** Color and logo of the organization. */
export function LookSettings({ draft, set, logo, setLogo, isBusy, isLogoWrong }: Props) {
  const { t } = useTranslation('console')
  return (
    <section className="card stack" aria-labelledby="look">
      <h2 id="look">{t('settings.look')}</h2>
      <p className="lead">{t('settings.lookLead')}</p>
      <div className="settings-look">
        <label className="settings-color">
          <span>{t('settings.color')}</span>
          <input
            type="color"
            value={draft.color || PROGRAM_COLOR}
            onChange={(event) => set({ color: event.target.value })}
            data-testid="color"
          />
        </label>
        <Button isDisabled={draft.color === ''} onPress={() => set({ color: '' })} data-testid="no-color">
          {t('settings.noColor')}
        </Button>
      </div>
      <div className="settings-look">
        <span className="settings-logo" data-testid="logo">
          <OrganizationLook look={logo === undefined ? undefined : { logo }}>
            <Logo />
          </OrganizationLook>
        </span>
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
          onSelect={(files) => {
            const file = files?.[0]
            if (file) setLogo(file)
          }}
        >
          <Button isBusy={isBusy}>{t('settings.chooseLogo')}</Button>
        </FileTrigger>
        {logo !== undefined && (
          <Button isDisabled={isBusy} onPress={() => setLogo(undefined)} data-testid="remove-logo">
            {t('settings.removeLogo')}
          </Button>
        )}
      </div>
      {isLogoWrong && <Notice tone="error">{t('settings.logoWrong')}</Notice>}
    </section>
  )
}
