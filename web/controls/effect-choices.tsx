import { useState } from 'react'
import { FileTrigger, Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { findPicture } from '../media/background/pictures.ts'
import type { Background } from '../media/effects.ts'
import type { EffectsView } from '../state/devices/device-views.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Switch } from './switch.tsx'
import './effect-choices.css'

/** Choices of the background behind the person and of noise suppression. What the browser cannot do is left out. */
export function EffectChoices({ effects }: { effects: EffectsView }) {
  const { background, noise } = effects
  return (
    <div className="effect-choices">
      {background && <BackgroundChoice view={background} />}
      {noise && <NoiseChoice view={noise} />}
    </div>
  )
}

function BackgroundChoice({ view }: { view: NonNullable<EffectsView['background']> }) {
  const { t } = useTranslation()
  const { chosen, choices, ownPicture, busy, trouble } = view
  const [isRefused, setRefused] = useState(false)
  const addPicture = async (files: FileList | null) => {
    const file = files?.[0]
    if (file) setRefused(!(await view.chooseOwnPicture(file)))
  }
  return (
    <>
      <RadioGroup
        className="backgrounds"
        value={chosen}
        onChange={(value) => {
          const background = choices.find((each) => each === value)
          if (background) view.choose(background)
        }}
      >
        <Label className="field-label">{t('effects.background')}</Label>
        <div className="background-row">
          {choices.map((background) => (
            <Radio key={background} value={background} className="background" data-testid={`background-${background}`}>
              <Swatch background={background} ownPicture={ownPicture} />
              <span>{t(`effects.${background}`)}</span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <div className="own-picture">
        <FileTrigger acceptedFileTypes={['image/*']} onSelect={(files) => void addPicture(files)}>
          <Button size="small">{t(ownPicture === undefined ? 'effects.addPicture' : 'effects.changePicture')}</Button>
        </FileTrigger>
        <span className="lead">{t('effects.pictureLead')}</span>
      </div>
      {isRefused && <Notice tone="error">{t('effects.notPicture')}</Notice>}
      <Progress busy={busy} trouble={trouble && t(`effects.trouble.background.${trouble}`)} />
    </>
  )
}

function Swatch({ background, ownPicture }: { background: Background; ownPicture: string | undefined }) {
  const picture = findPicture(background, ownPicture)
  return (
    <span className="swatch" data-background={background}>
      {picture !== undefined && <img src={picture} alt="" />}
    </span>
  )
}

function NoiseChoice({ view }: { view: NonNullable<EffectsView['noise']> }) {
  const { t } = useTranslation()
  const { on, busy, trouble, set } = view
  return (
    <>
      <div>
        <Switch isSelected={on} onChange={set} data-testid="suppress-noise">
          {t('effects.noise')}
        </Switch>
        <p className="lead">{t('effects.noiseLead')}</p>
      </div>
      <Progress busy={busy} trouble={trouble && t(`effects.trouble.noise.${trouble}`)} />
    </>
  )
}

/** It exists before it has text: otherwise screen readers would not read the text. */
function Progress({ busy, trouble }: { busy: boolean; trouble: string | undefined }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="effect-progress">
      {busy && <p className="lead">{t('effects.loading')}</p>}
      {trouble !== undefined && <p className="notice notice-warning">{trouble}</p>}
    </div>
  )
}
