import { useCallback } from 'react'
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
  /** The chosen image was refused. */
  isLogoWrong: boolean
}

/** Color and logo of the organization. */
export function LookSettings({ draft, set, isLogoWrong }: Props) {
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
          <ShownLogo logo={draft.logo} />
        </span>
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
          onSelect={(files) => {
            const file = files?.[0]
            if (file) set({ logo: file })
          }}
        >
          <Button>{t('settings.chooseLogo')}</Button>
        </FileTrigger>
        {draft.logo !== '' && (
          <Button onPress={() => set({ logo: '' })} data-testid="remove-logo">
            {t('settings.removeLogo')}
          </Button>
        )}
      </div>
      {isLogoWrong && <Notice tone="error">{t('settings.logoWrong')}</Notice>}
    </section>
  )
}

/** The logo as it is stored, or the chosen image. */
function ShownLogo({ logo }: { logo: string | Blob }) {
  if (typeof logo !== 'string') return <ChosenImage image={logo} />
  return (
    <OrganizationLook look={logo === '' ? undefined : { logo }}>
      <Logo />
    </OrganizationLook>
  )
}

function ChosenImage({ image }: { image: Blob }) {
  const show = useCallback(
    (element: HTMLImageElement | null) => {
      if (!element) return
      const address = URL.createObjectURL(image)
      element.src = address
      return () => URL.revokeObjectURL(address)
    },
    [image],
  )
  return <img ref={show} className="logo" alt="" />
}
