const HERE = 'http://here.invalid'

/** `text` if it leads to a page of this very server, else the first page. */
export function localPath(text: string | undefined): string {
  if (!text?.startsWith('/') || !URL.canParse(text, HERE)) return '/'
  const { origin, pathname, search, hash } = new URL(text, HERE)
  // `/.//elsewhere` has our origin, and is `//elsewhere` once it is resolved.
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : '/'
}
