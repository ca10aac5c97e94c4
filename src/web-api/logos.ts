import { RemoveLogo, SetLogo, ShowLogo } from '../../contract/web/logos.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { AccountError } from '../service/account/account-error.ts'
import type { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import { requireAdministrator } from '../service/account/roles.ts'
import { organizationOf } from './administration-query.ts'
import { readImageHeader } from './image-header.ts'
import type { Principals } from './principals.ts'
import { MalformedError } from './refusal.ts'

export type LogosDeps = { organizationSettings: Pick<SettingsOfOrganizations, 'setLogo' | 'removeLogo'> }

const MAX_IMAGE_BYTES = 131_072
/** Wide or high. A small file may unpack to an image that fills the memory of a browser. */
const MAX_IMAGE_PIXELS = 2_000

/** The logo of an organization, for its administrators. */
export function logosApi(
  web: Routes,
  { organizationSettings, principals }: LogosDeps & { principals: Principals },
): void {
  web.register(async (scope) => {
    const images: Routes = scope.withTypeProvider()
    images.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    images.put(
      WEB.organizationLogo,
      {
        config: { operation: SetLogo.operationId },
        schema: SetLogo,
        bodyLimit: MAX_IMAGE_BYTES,
        // Before the image is read.
        onRequest: async (request, reply) => {
          const by = await principals.load(request, reply)
          requireAdministrator(by, organizationOf(by, request.query as { corpId?: string }))
        },
      },
      async (request, reply) => {
        const by = await principals.load(request, reply)
        const { body } = request
        const header = Buffer.isBuffer(body) ? readImageHeader(body) : undefined
        if (!Buffer.isBuffer(body) || !header) throw new MalformedError('send a PNG, JPEG or WebP image')
        const { type, width, height } = header
        if (Math.min(width, height) < 1 || Math.max(width, height) > MAX_IMAGE_PIXELS)
          throw new MalformedError('send an image of at most 2000 by 2000 pixels')
        const logo = await organizationSettings.setLogo(by, organizationOf(by, request.query), { type, bytes: body })
        return reply.send({ logo })
      },
    )
  })

  web.delete(
    WEB.organizationLogo,
    { config: { operation: RemoveLogo.operationId }, schema: RemoveLogo },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      await organizationSettings.removeLogo(by, organizationOf(by, request.query))
      return reply.send({ ok: true })
    },
  )
}

/** Logos for everybody: the page of the sign-in shows them. The address names the content, so it can be stored for ever. */
export function shownLogosApi(
  web: Routes,
  { organizationSettings }: { organizationSettings: Pick<SettingsOfOrganizations, 'findLogo'> },
): void {
  web.get(
    `${WEB.logos}/:hash`,
    { config: { operation: ShowLogo.operationId }, schema: ShowLogo },
    async (request, reply) => {
      const logo = await organizationSettings.findLogo(request.params.hash)
      if (!logo) throw new AccountError('organization-not-found')
      return reply
        .type(logo.type)
        .headers({
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': "default-src 'none'; sandbox",
          'cross-origin-resource-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
        })
        .send(logo.bytes)
    },
  )
}
