import { cpus } from 'node:os'

/** How much of the time all processors worked, until `over` resolved. */
export async function busyShare(over: Promise<unknown>): Promise<number> {
  const total = () => {
    const times = cpus().map((cpu) => cpu.times)
    const idle = times.reduce((sum, one) => sum + one.idle, 0)
    return { idle, all: times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) }
  }
  const before = total()
  await over
  const { idle, all } = total()
  return 1 - (idle - before.idle) / Math.max(1, all - before.all)
}
