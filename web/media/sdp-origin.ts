/**
 * The session id in the `o=` line. It stays the same for the life of one RTCPeerConnection, so it tells an offer of a
 * reloaded page from the next offer of the old page.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8829#section-5.2.1
 */
export function originOf(sdp: string): string | undefined {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1]
}

/**
 * The whole `o=` line. Its version number grows with each description, and stays when a description is sent again with more
 * candidates.
 */
export function versionOf(sdp: string): string | undefined {
  return /^o=.*$/m.exec(sdp)?.[0]
}
