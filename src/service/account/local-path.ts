const HERE = 'http://here.invalid'

/** `text` if it is the path of a page of this server, otherwise `/`. */
export function localPath(text: string | undefined): string {
  if (!text?.startsWith('/') || !URL.canParse(text, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(text, HERE)
  // `/.//elsewhere` has our origin but resolves to `//elsewhere`, which leads to another host.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
