/** Reads settings by name. A value that is wrong is reported, and the default is given. */
export type Readers = Readonly<{
  text: (name: string) => string | undefined
  url: (name: string, protocols: readonly string[]) => URL | undefined
  whole: (name: string, fallback: number, range?: Readonly<{ min?: number; max?: number }>) => number
  oneOf: <T extends string>(name: string, allowed: readonly T[], fallback: T) => T
}>

/**
 * Readers of an environment. An empty value counts as absent.
 *
 * @param found the readers add a line for each wrong value to `problems`, and each name to `read`
 */
export function settingReaders(
  env: Readonly<Record<string, string | undefined>>,
  { problems, read }: Readonly<{ problems: string[]; read: Set<string> }>,
): Readers {
  const text = (name: string): string | undefined => {
    read.add(name)
    return env[name] || undefined
  }
  return {
    text,
    whole: (name, fallback, { min = 0, max = 2 ** 31 - 1 } = {}) => {
      const value = text(name)
      if (value === undefined) return fallback
      if (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value)
      problems.push(`${name} must be a whole number from ${min} to ${max}, not "${value}"`)
      return fallback
    },
    oneOf: (name, allowed, fallback) => {
      const value = text(name)
      const found = allowed.find((word) => word === value)
      if (value !== undefined && found === undefined) {
        problems.push(`${name} must be one of ${allowed.join(', ')}, not "${value}"`)
      }
      return found ?? fallback
    },
    url: (name, protocols) => {
      const value = text(name)
      if (value === undefined) return undefined
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return new URL(value)
      const starts = protocols.map((protocol) => `${protocol}//`).join(' or ')
      problems.push(`${name} must be a URL that starts with ${starts}`)
      return undefined
    },
  }
}
