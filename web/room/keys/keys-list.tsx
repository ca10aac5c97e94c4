import { useTranslation } from 'react-i18next'
import { KeysSwitch } from './keys-switch.tsx'
import './keys.css'

const KEYS = [
  ['M', 'microphone'],
  ['V', 'camera'],
  ['H', 'hand'],
  ['P', 'people'],
  ['C', 'chat'],
  ['S', 'layout'],
  ['PgUp PgDn', 'pages'],
  ['?', 'help'],
  ['Esc', 'escape'],
] as const

/** The list of keyboard shortcuts. */
export function KeysList() {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('room.keys.words')}</p>
      <KeysSwitch />
      <table className="keys">
        <thead>
          <tr>
            <th scope="col">{t('room.keys.key')}</th>
            <th scope="col">{t('room.keys.does')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <kbd>{t('room.keys.space')}</kbd>
            </td>
            <td>{t('room.keys.talk')}</td>
          </tr>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <td>
                {key.split(' ').map((one) => (
                  <kbd key={one}>{one}</kbd>
                ))}
              </td>
              <td>{t(`room.keys.${does}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
