const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether `text` is a URL that leads to the computer on which it is opened. */
export function isLocalUrl(text: string): boolean {
  return URL.canParse(text) && LOOPBACK.test(new URL(text).hostname)
}
