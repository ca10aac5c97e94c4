type Value = string | number | URL

/** A setting as it was read. `value`: as text; absent if there is none, and for a secret. `isGiven`: the environment has it. */
export type ReadSetting = Readonly<{ name: string; value?: string; isSecret: boolean; isGiven: boolean }>

/** Reads settings by name. A value that is wrong is reported, and the default is given. */
export type Readers = Readonly<{
  text: (name: string) => string | undefined
  url: (name: string, protocols: readonly string[]) => URL | undefined
  whole: (name: string, fallback: number, range?: Readonly<{ min?: number; max?: number }>) => number
  oneOf: <T extends string>(name: string, allowed: readonly T[], fallback: T) => T
  /** A text that nobody sees. */
  secret: (name: string) => string | undefined
  /** A URL with a password. Nobody sees it. */
  secretUrl: (name: string, protocols: readonly string[]) => URL | undefined
  /** Says which value a setting got that does not only follow from its own text. */
  resolved: <T extends Value>(name: string, value: T) => T
}>

/** The readers of an environment, and what they have read so far. */
export type SettingReaders = Readonly<{ readers: Readers; settings: () => readonly ReadSetting[] }>

/**
 * Readers of an environment. An empty value counts as absent.
 *
 * @param problems the readers add a line for each wrong value
 */
export function settingReaders(env: Readonly<Record<string, string | undefined>>, problems: string[]): SettingReaders {
  const read = new Map<string, Pick<ReadSetting, 'value' | 'isSecret'>>()
  const textOf = (name: string): string | undefined => env[name] || undefined
  const resolved = <T extends Value>(name: string, value: T): T => {
    read.set(name, { value: String(value), isSecret: false })
    return value
  }
  const text = (name: string): string | undefined => {
    const value = textOf(name)
    if (!read.has(name)) read.set(name, { ...(value !== undefined && { value }), isSecret: false })
    return value
  }
  const secret = (name: string): string | undefined => {
    read.set(name, { isSecret: true })
    return textOf(name)
  }
  const toUrl = (name: string, value: string | undefined, protocols: readonly string[]): URL | undefined => {
    if (value === undefined) return undefined
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return new URL(value)
    const starts = protocols.map((protocol) => `${protocol}//`).join(' or ')
    problems.push(`${name} must be a URL that starts with ${starts}`)
    return undefined
  }
  const readers: Readers = {
    text,
    secret,
    resolved,
    whole: (name, fallback, { min = 0, max = 2 ** 31 - 1 } = {}) => {
      const value = textOf(name)
      if (value === undefined) return resolved(name, fallback)
      if (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max) return resolved(name, Number(value))
      problems.push(`${name} must be a whole number from ${min} to ${max}, not "${value}"`)
      return resolved(name, fallback)
    },
    oneOf: (name, allowed, fallback) => {
      const value = textOf(name)
      const found = allowed.find((word) => word === value)
      if (value !== undefined && found === undefined) {
        problems.push(`${name} must be one of ${allowed.join(', ')}, not "${value}"`)
      }
      return resolved(name, found ?? fallback)
    },
    url: (name, protocols) => {
      const url = toUrl(name, text(name), protocols)
      return url && resolved(name, url)
    },
    secretUrl: (name, protocols) => toUrl(name, secret(name), protocols),
  }
  return {
    readers,
    settings: () => [...read].map(([name, of]) => ({ name, ...of, isGiven: textOf(name) !== undefined })),
  }
}
