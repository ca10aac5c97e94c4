/** Why a request of the sandbox is refused. The message is for the developer who sends it. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
}
