import { readConfig } from '../config.ts'
import { startServer } from '../server/server.ts'
import { commandName, explain, type ProgramIo } from './start.ts'
import { runDemo } from '../terminal/demo.ts'

/** `rollcall demo [--port N]`: serves until it is stopped. Gives the exit code. */
export async function demo(args: readonly string[], env: NodeJS.ProcessEnv, io: ProgramIo): Promise<number> {
  try {
    return await runDemo([...args], io, {
      env,
      command: commandName(),
      start: (settings) => startServer(readConfig(settings)),
    })
  } catch (error) {
    io.stderr.write(`The demo could not start.\n${explain(error)}\n`)
    return 1
  }
}
