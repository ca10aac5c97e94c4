import { useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { browserClock } from '../browser-clock.ts'
import { Button } from '../controls/button.tsx'
import { Icon } from '../controls/icon.tsx'
import { personDetail } from '../controls/person-detail.ts'
import { openPersonSearch } from '../state/console/person-search.ts'
import { useObservable } from '../state/use-observable.ts'
import { peopleApi } from './requests/people.ts'

export type PersonFilterProps = {
  corpId: string
  /** The unionId of the person in the filter; empty for none. */
  value: string
  /** Their name, as far as it is known. */
  name: string | undefined
  choose: (unionId: string) => void
  /** The name of a guest in the filter; empty for none. */
  guest?: string
  /** Lists that know guests can be restricted to one. */
  chooseGuest?: (name: string) => void
}

/** The choice of a guest. No unionId has this sign. */
const GUEST = '*'

/** How many people are offered. */
const OFFERED = 8

/** Restricts a list to one person, who is found by name. */
export function PersonFilter({ corpId, value, name, choose, guest = '', chooseGuest }: PersonFilterProps) {
  const { t } = useTranslation('console')
  /** Names of people who were chosen here, until the list says them. */
  const [known, setKnown] = useState<Readonly<Record<string, string>>>({})
  if (value === '' && guest === '')
    return (
      <PersonField
        corpId={corpId}
        {...(chooseGuest && { chooseGuest })}
        choose={(person) => {
          setKnown((before) => ({ ...before, [person.unionId]: person.name }))
          choose(person.unionId)
        }}
      />
    )
  return (
    <div className="field" data-testid="chosen-person">
      <span className="field-label">{t('meetings.choose')}</span>
      <span className="console-chip">
        {value === '' ? t('meetings.guestNamed', { name: guest }) : (name ?? known[value] ?? t('meetings.anybody'))}
        <Button
          variant="quiet"
          size="small"
          aria-label={t('meetings.clear')}
          onPress={() => (value === '' ? chooseGuest?.('') : choose(''))}
        >
          <Icon name="close" />
        </Button>
      </span>
    </div>
  )
}

type Person = { unionId: string; name: string }

type PersonFieldProps = { corpId: string; choose: (person: Person) => void } & Pick<PersonFilterProps, 'chooseGuest'>

function PersonField({ corpId, choose, chooseGuest }: PersonFieldProps) {
  const { t } = useTranslation('console')
  const [search] = useState(() =>
    openPersonSearch(async (q) => {
      const filter = { q }
      return (await peopleApi.people(corpId, filter, { limit: OFFERED })).people
    }, browserClock),
  )
  const { people, isSearching } = useObservable(search.view)
  const [text, setText] = useState('')
  const typed = text.trim()
  return (
    <ComboBox
      className="field"
      items={[
        ...people.map(({ userId, unionId, name, department }) => ({
          id: unionId,
          name,
          detail: personDetail({ userId, department }),
        })),
        ...(chooseGuest && typed !== ''
          ? [{ id: GUEST, detail: '', name: t('meetings.guestNamed', { name: typed }) }]
          : []),
      ]}
      inputValue={text}
      onInputChange={(input) => {
        setText(input)
        search.search(input)
      }}
      onSelectionChange={(key) => {
        if (key === GUEST) chooseGuest?.(typed)
        const person = people.find(({ unionId }) => unionId === key)
        if (person) choose(person)
      }}
      onOpenChange={(isOpen) => {
        if (isOpen && people.length === 0) search.search(text)
      }}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label className="field-label">{t('meetings.choose')}</Label>
      <Input className="field-input" placeholder={t('meetings.chooseHint')} data-testid="choose-person" />
      <Popover className="popover popover-select">
        <ListBox
          className="menu"
          renderEmptyState={() => (
            <p className="console-note console-empty">{isSearching ? '…' : t('meetings.noPerson')}</p>
          )}
        >
          {(person: { id: string; name: string; detail: string }) => (
            <ListBoxItem id={person.id} textValue={person.name} className="menu-item">
              {person.name} <span className="console-note">{person.detail}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
