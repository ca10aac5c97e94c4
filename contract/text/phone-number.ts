/** Signs that people put between the digits. */
const BETWEEN = /[\s().\-\u2010-\u2013/]/g
const COUNTRY = /^(?:\+|00)?([1-9][0-9]{0,3})$/
const NATIONAL = /^[0-9]{3,15}$/
const INTERNATIONAL = /^\+[1-9][0-9]{2,14}$/

/**
 * The number of a telephone, the same for one telephone however it is written: digits, after a `+` where the country is
 * known. `country` counts only where the number itself begins with neither `+` nor `00`.
 *
 * @returns `undefined` for what has fewer than 3 or more than 15 digits, or anything in it but digits and what separates them
 */
export function parsePhoneNumber(text: string, country?: string): string | undefined {
  const dense = text
    .trim()
    .replaceAll(BETWEEN, '')
    .replace(/^00(?=[1-9])/, '+')
  const code = country?.trim() ? COUNTRY.exec(country.trim())?.[1] : ''
  if (code === undefined) return undefined
  const number = dense.startsWith('+') || code === '' ? dense : `+${code}${dense}`
  return NATIONAL.test(number) || INTERNATIONAL.test(number) ? number : undefined
}
