/** Why a request of the sandbox is refused. The message is for the developer who sends it. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  /** The console answers with it, and with the message. */
  readonly statusCode = 400
}
