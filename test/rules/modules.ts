const TRANSPORT = ['contract', 'src/conference', 'src/service']
const ADAPTER = ['src/conference', 'src/service']

/**
 * The modules that each module may import. `src` means its loose files, which may import everything. A module may always
 * import itself.
 */
export const MAY_IMPORT: Record<string, readonly string[]> = {
  'contract/text': [],
  contract: ['contract/text'],
  client: ['contract'],
  'src/conference': [],
  'src/service': ['contract', 'src/conference'],
  'src/store': [...ADAPTER, 'contract/text'],
  'src/bus': ADAPTER,
  'src/media': ADAPTER,
  'src/auth': ADAPTER,
  'src/mail': ADAPTER,
  'src/jobs': ADAPTER,
  'src/subscription': [...ADAPTER, 'contract/text'],
  'src/telemetry': [...ADAPTER, 'src/store'],
  'src/files': [...ADAPTER, 'contract/text'],
  'src/dingtalk': TRANSPORT,
  'src/web-api': [...TRANSPORT, 'src/dingtalk', 'src/files'],
  'src/scim': [...TRANSPORT, 'src/web-api'],
  'src/sandbox': [...TRANSPORT, 'src/dingtalk'],
  'src/ops': TRANSPORT,
  'src/signaling': TRANSPORT,
  'src/terminal': ['contract', 'client'],
  'src/server': [
    ...TRANSPORT,
    ...[
      'store',
      'bus',
      'media',
      'auth',
      'mail',
      'jobs',
      'subscription',
      'telemetry',
      'dingtalk',
      'web-api',
      'scim',
      'sandbox',
      'ops',
      'signaling',
    ].map((module) => `src/${module}`),
    'src',
  ],
  'src/commands': [
    'contract',
    'src/server',
    'src/service',
    'src/store',
    'src/telemetry',
    'src/auth',
    'src/terminal',
    'src/files',
    'src',
  ],
  web: ['contract', 'client'],
}

/** The parts of `src/service`, and those that each may import. Each imports only parts above it. */
export const SERVICE_PARTS: Record<string, readonly string[]> = {
  outbox: [],
  account: ['outbox'],
  replay: ['outbox', 'account'],
  conduct: ['outbox', 'account'],
  subscription: ['outbox', 'account'],
  live: ['conduct'],
  quality: ['account', 'conduct'],
  read: ['account', 'conduct', 'live', 'quality'],
  booking: ['outbox', 'account', 'conduct', 'read'],
  entry: ['account', 'conduct', 'booking', 'live'],
  attendance: ['account', 'conduct', 'read', 'booking', 'quality'],
  control: ['account', 'conduct', 'booking', 'entry', 'read', 'live'],
  privacy: ['outbox', 'account', 'conduct', 'read', 'booking'],
  console: ['account', 'conduct', 'booking', 'entry', 'read', 'live', 'quality'],
}
