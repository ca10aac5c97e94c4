import assert from 'node:assert/strict'
import type { NewScimToken } from '../../contract/web/administration-types.ts'
import { ADA } from '../worlds/tester.ts'
import { Page } from '../web/page.ts'

export const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export type Resource = Record<string, unknown> & { id: string; userName: string; displayName: string; active: boolean }
export type List = { totalResults: number; startIndex: number; itemsPerPage: number; Resources: Resource[] }
export type ScimAnswer<T> = { status: number; headers: Headers; body: T }

/** The directory of a company, as the server sees it. */
export class CompanyDirectory {
  readonly #base: string
  token: string

  constructor(base: string, token: string) {
    this.#base = base
    this.token = token
  }

  async send<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<ScimAnswer<T>> {
    const response = await fetch(`${this.#base}/scim/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as T }
  }

  /** Adds a person. */
  async add(person: Record<string, unknown>): Promise<Resource> {
    const { status, body } = await this.send<Resource>('POST', '/Users', { schemas: [CORE], ...person })
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }

  patch(id: string, ...operations: readonly unknown[]): Promise<ScimAnswer<Resource>> {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
    return this.send('PATCH', `/Users/${id}`, { schemas, Operations: operations })
  }

  async find(filter: string): Promise<readonly Resource[]> {
    const { status, body } = await this.send<List>('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body.Resources
  }
}

/** An administrator of Acme makes a token for its directory. */
export async function openDirectory(url: string): Promise<{ ada: Page; directory: CompanyDirectory }> {
  const ada = new Page(url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const { status, body } = await ada.ask<NewScimToken>('POST', '/api/organization/scim-token', { body: {} })
  assert.equal(status, 200, JSON.stringify(body))
  return { ada, directory: new CompanyDirectory(url, body.token) }
}
