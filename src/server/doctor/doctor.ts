import { ConfigError, readConfig, type Config } from '../../config.ts'
import { checkAddress } from './address.ts'
import { ok, problem, type Finding } from './check.ts'
import { checkEngine } from './engine.ts'
import { checkSeed } from './files.ts'
import { checkIceServers } from './ice.ts'
import { checkMail } from './mail.ts'
import { checkLiveKit, checkRedis, checkStore } from './services.ts'

/** Checks everything that the settings name. It changes nothing. If the settings are wrong, it checks nothing else. */
export async function examine(env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  let config: Config
  try {
    config = readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').map((line) => problem(line, 'Correct this setting.'))
  }
  const [store, ...others] = await Promise.all([
    checkStore(config),
    checkRedis(config),
    checkLiveKit(config),
    checkEngine(config),
    checkMail(config),
    checkSeed(config),
    checkIceServers(config),
    checkAddress(config),
  ])
  return [ok('the settings are valid'), store, ...others.flat()]
}
