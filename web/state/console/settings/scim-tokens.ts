import { observable, type Readable } from '../../../../client/observable.ts'
import type { NewScimToken, ScimTokens } from '../../../../contract/web/administration-types.ts'
import { handleRefusal } from '../attempt.ts'

/** The requests for the tokens of the company's directory. They throw `ApiError`. */
export type ScimTokensApi = {
  scimTokens(corpId: string): Promise<ScimTokens>
  makeScimToken(corpId: string, overlapHours: number): Promise<NewScimToken>
  revokeScimTokens(corpId: string): Promise<unknown>
}

/** `valid` is absent until the first answer. `error`: why there is none. */
type ScimTokensView = Readonly<{ valid?: ScimTokens; error?: string }>

/** The tokens of the directory of an organization. */
export type DirectoryTokens = {
  view: Readable<ScimTokensView>
  /** Never throws. */
  load(): Promise<void>
  /** Makes a token. The one before stays valid for `overlapHours`. @returns it, once. @throws ApiError */
  make(overlapHours: number): Promise<string>
  /** Ends all tokens. @throws ApiError */
  revoke(): Promise<void>
}

export function openScimTokens(
  api: ScimTokensApi,
  { corpId, signedOut }: Readonly<{ corpId: string; signedOut: () => void }>,
): DirectoryTokens {
  const view = observable<ScimTokensView>({})
  return {
    view,
    async load() {
      try {
        const valid = await api.scimTokens(corpId)
        view.set({ valid })
      } catch (error) {
        const code = handleRefusal(error, signedOut)
        view.set({ error: code })
      }
    },
    async make(overlapHours) {
      const { token, ...valid } = await api.makeScimToken(corpId, overlapHours)
      view.set({ valid })
      return token
    },
    async revoke() {
      await api.revokeScimTokens(corpId)
      view.update(({ valid }) => (valid ? { valid: { ...valid, tokens: [] } } : {}))
    },
  }
}
