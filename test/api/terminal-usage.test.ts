import assert from 'node:assert/strict'
import { test } from 'node:test'
import { terminalOf } from '../worlds/commands.ts'
import { runProgram } from '../worlds/server-process.ts'
import { openWorld, ORG } from './terminal-world.ts'

test('[TM21] the commands of administration are in the help, and explain themselves', async () => {
  for (const [args, code, out, err] of [
    [['help'], 0, /\nrollcall user <verb> [^]*\nrollcall audit /, /^$/],
    [['user', '--help'], 0, /^rollcall user list [^]*\nrollcall user export /, /^$/],
    [['org', '--help'], 0, /^rollcall org list/, /^$/],
    [['app', 'rotate', '--help'], 0, /^rollcall app rotate/, /^$/],
    [['audit', '-h'], 0, /^rollcall audit/, /^$/],
    [['events', '-h'], 0, /^rollcall events/, /^$/],
    [['attendance'], 2, /^$/, /\nrollcall attendance <conferenceId>/],
  ] as const) {
    await using program = runProgram(args, { ROLLCALL_DATA: '/nowhere' })
    assert.equal(await program.ended(), code, args.join(' '))
    assert.match(program.stdout(), out)
    assert.match(program.stderr(), err)
  }
})

test('[TC9] a command that cannot be parsed prints its usage, and the exit code is 2', async () => {
  const { type } = terminalOf({ ROLLCALL_DATA: '/nowhere' })
  for (const [usage, name, ...args] of [
    ['user list', 'user'],
    ['user list', 'user', 'dance'],
    ['user list', 'user', 'toString'],
    ['user list', 'user', 'list', 'extra'],
    ['user list', 'user', 'list', '--limit', '1'],
    ['user import <file>', 'user', 'import'],
    ['app list', 'app'],
    ['org list', 'org', 'hide'],
    ['attendance <conferenceId>', 'attendance'],
    ['audit', 'audit', 'all'],
  ] as const) {
    const typed = await type(name as 'user', ...args)
    assert.deepEqual([typed.code, typed.out], [2, ''], `${name} ${args.join(' ')}`)
    assert.match(typed.errors, new RegExp(`(^|\\n)rollcall ${usage}`))
  }
  for (const [name, ...args] of [
    ['user', '--help'],
    ['user', 'add', '-h'],
    ['attendance', '--help'],
  ] as const) {
    const typed = await type(name, ...args)
    assert.deepEqual([typed.code, typed.errors], [0, ''])
    assert.match(typed.out, new RegExp(`^rollcall ${name} `))
  }
  await using world = await openWorld('running')
  const { type: typeHere } = world.terminal
  for (const [name, ...args] of [
    ['user', 'add', ...ORG, '--user', 'x'],
    ['user', 'set', ...ORG, '--user', 'ada'],
    ['user', 'export', ...ORG, '--json'],
    ['app', 'set', ...ORG, '--app', 'dingacmeapp'],
    ['app', 'rotate', ...ORG, '--app', 'dingacmeapp', '--overlap-hours', 'long'],
    ['attendance', world.conferenceId, '--csv', '--json'],
    ['attendance', world.conferenceId, '--out', 'x'],
    ['audit', ...ORG, '--from', 'yesterday'],
    ['audit', ...ORG, '--limit', '0'],
  ] as const) {
    const typed = await typeHere(name, ...args)
    assert.deepEqual([typed.code, typed.out], [2, ''], `${name} ${args.join(' ')}`)
  }
})
