import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

/** Asked by Debian's packages before they start a service. */
const POLICY = '/usr/sbin/policy-rc.d'

/** Installs packages as root on Debian and its derivatives, without starting their services; does nothing elsewhere. */
export function install(...names: readonly string[]): void {
  if (process.getuid?.() !== 0) return
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  // Even if a part of the update fails, the lists that are needed may have been downloaded.
  apt('update', '-qq')
  const isOurs = !existsSync(POLICY)
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  apt('install', '-y', '-qq', '--no-install-recommends', ...names)
  if (isOurs) rmSync(POLICY)
}
