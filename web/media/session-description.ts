/**
 * The number in the `o=` line, which stays the same as long as one RTCPeerConnection lives and no longer: by it an offer of
 * a page that was loaded anew is told from the next offer of the old one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8829#section-5.2.1
 */
export function originOf(sdp: string): string | undefined {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1]
}

/** The whole line: its other number grows with each description, and stays where one is said again with more candidates. */
export function versionOf(sdp: string): string | undefined {
  return /^o=.*$/m.exec(sdp)?.[0]
}
