import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'vite'

// `npm run dev`: serves the pages from their sources, and runs a server beside them. Each reloads when one of its files changes.

const port = process.env['ROLLCALL_PORT'] || '8081'
const target = `http://localhost:${port}`
const REQUESTS = '^/(api|j|v1\\.0|topapi|gettoken|docs|openapi\\.json|healthz|readyz|metrics)\\b'

const pages = await createServer({
  server: { proxy: { [REQUESTS]: { target }, '/signaling': { target, ws: true } } },
})
await pages.listen()
const [address = target] = pages.resolvedUrls?.local ?? []

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/main.ts', 'start'], {
  stdio: 'inherit',
  env: {
    ROLLCALL_DATA: 'data/dev',
    ROLLCALL_LOG_LEVEL: 'warn',
    ROLLCALL_ACCESS_LOG: 'off',
    ...process.env,
    ROLLCALL_PORT: port,
    ROLLCALL_PUBLIC_URL: address, // so that links open the pages that reload
  },
})
console.log(`Open ${address} in a browser. The API is also at ${target}. Ctrl-C ends both.`)

const exited = once(server, 'exit')
await Promise.race([exited, once(process, 'SIGINT'), once(process, 'SIGTERM')])
server.kill('SIGTERM')
await Promise.all([exited, pages.close()])
