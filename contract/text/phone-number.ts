import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { toPlain } from './typed.ts'

/** Separators that people write between the digits. */
const BETWEEN = /[\s().\p{Pd}\u2212\u00b7/]/gu
const COUNTRY = /^(?:\+|00)?([1-9][0-9]{0,3})$/
const NATIONAL = /^[0-9]{3,15}$/
const INTERNATIONAL = /^\+[1-9][0-9]{2,14}$/

/**
 * The number of a telephone, the same for one telephone however it is written: its digits, with `+` before them if the
 * country is known. `country` is a calling code. It counts only if the number itself begins with neither `+` nor `00`, and
 * once if the number repeats it and is otherwise too long for its country. A prefix that is dialed only within the country,
 * such as the 0 of London's 020, does not count.
 *
 * @returns `undefined` if the text has fewer than 3 or more than 15 digits, or anything but digits and separators
 */
export function parsePhoneNumber(text: string, country?: string): string | undefined {
  const dense = toPlain(text)
    .replaceAll(BETWEEN, '')
    .replace(/^00(?=[1-9])/, '+')
  const given = toPlain(country ?? '')
  const code = given === '' ? '' : COUNTRY.exec(given)?.[1]
  if (code === undefined || !/^\+?[0-9]+$/.test(dense)) return undefined
  if (!dense.startsWith('+') && code === '') return NATIONAL.test(dense) ? dense : undefined
  const number = dense.startsWith('+') ? dense : `+${code}${dense}`
  const planned = findInPlan(number)
  if (planned !== undefined) return planned
  // Some write the country in both places.
  const repeated = code !== '' && dense.startsWith(code) ? findInPlan(`+${dense}`) : undefined
  if (repeated !== undefined) return repeated
  // Other numbers are in no plan: short ones, and those of unknown countries. They stay as they are.
  return INTERNATIONAL.test(number) ? number : undefined
}

/** The number as its country's plan has it; `undefined` if it has too many or too few digits for it. */
function findInPlan(number: string): string | undefined {
  const known = INTERNATIONAL.test(number) ? parsePhoneNumberFromString(number, { extract: false }) : undefined
  return known?.isPossible() ? known.number : undefined
}
