import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFreePort } from '../worlds/free-port.ts'
import { startProgram } from './program.ts'

/** Starts a TLS proxy on a port of localhost, with our file for it, before servers at `host:port`. */
export type StartProxy = (setup: { port: number; servers: readonly string[] }) => Promise<AsyncDisposable>

/** nginx with `deploy/nginx.conf`. Only names, ports and paths differ. */
export const startNginx: StartProxy = async ({ port, servers }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-nginx-'))
  const certificate = await makeCertificate(folder)
  const site = substitute(await readFile('deploy/nginx.conf', 'utf8'), [
    [/    server 127\.0\.0\.1:8080 (.*)/, servers.map((server) => `    server ${server} $1`).join('\n')],
    [/listen 80;/g, `listen unix:${folder}/http.sock;`],
    [/ *listen \[::\]:.*\n/g, ''],
    [/listen 443 /g, `listen 127.0.0.1:${port} `],
    [/meet\.example\.com;/g, 'localhost;'],
    [/\/etc\/letsencrypt\/\S+fullchain\.pem/g, certificate.certificate],
    [/\/etc\/letsencrypt\/\S+privkey\.pem/g, certificate.key],
  ])
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  const main = [
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `daemon off; pid ${folder}/pid; error_log stderr; events {}`,
    `http { ${temporary.join(' ')} include ${folder}/site.conf; }`,
  ]
  await writeFile(join(folder, 'site.conf'), site)
  await writeFile(join(folder, 'nginx.conf'), main.join('\n'))
  return started(
    folder,
    startProgram(['nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { port }),
  )
}

/** Caddy with `deploy/Caddyfile`, and a certificate of its own. */
export const startCaddy: StartProxy = async ({ port, servers }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-caddy-'))
  const options = '{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n'
  const file = join(folder, 'Caddyfile')
  await writeFile(file, options + (await readFile('deploy/Caddyfile', 'utf8')))
  const env = {
    SITE_ADDRESS: `localhost:${port}`,
    SITE_SERVERS: servers.join(' '),
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  }
  return started(folder, startProgram(['caddy', 'run', '--adapter', 'caddyfile', '--config', file], { port, env }))
}

/** The same Caddy with `deploy/livekit.caddy`, on a second port without TLS. `livekit`: `host:port`. */
export async function startLiveKitCaddy(setup: {
  port: number
  server: string
  livekit: string
}): Promise<AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-caddy-'))
  await writeFile(join(folder, 'rollcall.caddy'), await readFile('deploy/Caddyfile', 'utf8'))
  const file = join(folder, 'livekit.caddy')
  await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${await readFile('deploy/livekit.caddy', 'utf8')}`)
  const env = {
    SITE_ADDRESS: `http://localhost:${await findFreePort()}`,
    SITE_SERVERS: setup.server,
    LIVEKIT_ADDRESS: `http://localhost:${setup.port}`,
    LIVEKIT_SERVER: setup.livekit,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  }
  const command = ['caddy', 'run', '--adapter', 'caddyfile', '--config', file] as const
  return started(folder, startProgram(command, { port: setup.port, env }))
}

async function started(folder: string, starting: Promise<AsyncDisposable>): Promise<AsyncDisposable> {
  const remove = () => rm(folder, { recursive: true, force: true })
  const program = await starting.catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return {
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]()
      await remove()
    },
  }
}

/** @throws if one of the texts to replace is not there: then the test would run something else */
export function substitute(text: string, changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return changes.reduce((before, [from, to]) => {
    const after = typeof from === 'string' ? before.replaceAll(from, to) : before.replace(from, to)
    if (after === before) throw new Error(`${from} is not in the file`)
    return after
  }, text)
}

async function makeCertificate(folder: string): Promise<{ certificate: string; key: string }> {
  const paths = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') }
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', paths.key, '-out', paths.certificate]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  await promisify(execFile)('openssl', ['req', '-x509', ...kind, ...subject, ...files])
  return paths
}
