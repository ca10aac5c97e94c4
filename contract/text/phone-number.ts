import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min'
import { toPlain } from './typed.ts'

/** Separators that people write between the digits. */
const BETWEEN = /[\s().\p{Pd}\u2212\u00b7/]/gu
const COUNTRY = /^(?:\+|00)?([1-9][0-9]{0,3})$/
const NATIONAL = /^[0-9]{3,15}$/
const INTERNATIONAL = /^\+[1-9][0-9]{2,14}$/

/** Prefixes that were dialed before the 10 digits of a Mexican number, the 1 also from abroad, until 2019. */
const FORMER_PREFIX_OF_MEXICO = /^\+52(?:0?1|04[45])(?=[1-9][0-9]{9}$)/

/**
 * The number of a telephone, the same for one telephone however it is written: its digits, with `+` before them if the
 * country is known. `country` is a calling code. It counts only if the number itself begins with neither `+` nor `00`, and
 * once if the number repeats it and the country has no such number otherwise. A prefix that is dialed only within the
 * country, such as the 0 of London's 020, does not count, nor does the 1 that mobile telephones of Mexico had.
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
  // Some write the country in both places.
  const repeated = !dense.startsWith('+') && dense.startsWith(code) ? findInPlan(`+${dense}`) : undefined
  const known = [planned, repeated].find((one) => one?.isValid()) ?? planned ?? repeated
  if (known) return known.number
  // Other numbers are in no plan: short ones, and those of unknown countries. They stay as they are.
  return INTERNATIONAL.test(number) ? number : undefined
}

/** The number in its country's plan; `undefined` if it has too many or too few digits for it. */
function findInPlan(number: string): PhoneNumber | undefined {
  if (!INTERNATIONAL.test(number)) return undefined
  const found = parsePhoneNumberFromString(number.replace(FORMER_PREFIX_OF_MEXICO, '+52'), { extract: false })
  return found?.isPossible() ? found : undefined
}
