import { WEB } from '../../contract/web/paths.ts'

/** The URL that the identity provider sends browsers back to. */
export function signInReturnUrl(publicUrl: URL): URL {
  const url = new URL(publicUrl)
  url.pathname = url.pathname.replace(/\/$/, '') + WEB.ssoBack
  return url
}
