/** Hours and minutes as the language writes them; `time` in epoch ms. */
export function clockTime(time: number, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(time)
}

/** Hours, minutes and seconds that have passed, as `1:02:03` or `02:03`. */
export function passedTime(passedMs: number): string {
  const seconds = Math.max(0, Math.floor(passedMs / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
