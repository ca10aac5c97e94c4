/** Separators that people write between the digits. */
const BETWEEN = /[\s().\-\u2010-\u2013/]/g
const COUNTRY = /^(?:\+|00)?([1-9][0-9]{0,3})$/
const NATIONAL = /^[0-9]{3,15}$/
const INTERNATIONAL = /^\+[1-9][0-9]{2,14}$/

/**
 * Reads a telephone number. The result is the same however the number is written: digits, after a `+` if the country is
 * known.
 *
 * @param country country calling code. It is used only if the number begins with neither `+` nor `00`
 * @returns `undefined` if the text does not have 3 to 15 digits, or has anything but digits and separators
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
