import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { Output, type Column } from './output.ts'

type Row = Readonly<{ id: string; name: string }>
const columns: readonly Column<Row>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
]

async function* pagesOf(...pages: readonly (readonly Row[])[]) {
  yield* pages
}

function open({ isJson = false, isFull = (): boolean => false } = {}) {
  const sink = Object.assign(new EventEmitter(), {
    text: '',
    write(chunk: string | Uint8Array) {
      sink.text += Buffer.from(chunk).toString()
      return !isFull()
    },
  })
  const stop = new AbortController()
  return { sink, stop, output: new Output(sink, { isJson, stopped: stop.signal }) }
}

test('[TC7] no control character of a stored text reaches the terminal', async () => {
  const { output, sink } = open()
  await output.list(pagesOf([{ id: '1', name: 'Red \u001b[31m\u202e\u0007\n' }]), { columns, nothing: '' })
  await output.say(undefined, 'Added \u009b2J.')
  assert.equal(sink.text, 'id  name\n1   Red \ufffd[31m\ufffd\ufffd\ufffd\nAdded \ufffd2J.\n')
})

test('[TC7] columns stay in line with Chinese names and emoji, page after page', async () => {
  const { output, sink } = open()
  const pages = pagesOf(
    [
      { id: '王伟', name: 'a' },
      { id: '1', name: 'b' },
    ],
    [{ id: '👍🏽 long', name: 'c' }],
  )
  await output.list(pages, { columns, nothing: '' })
  assert.equal(sink.text, 'id    name\n王伟  a\n1     b\n👍🏽 long  c\n')
})

test('[TC7] a list in JSON is one array, with rows or without', async () => {
  for (const pages of [[], [[]], [[{ id: '1', name: 'a' }], [], [{ id: '2', name: 'b' }]]]) {
    const { output, sink } = open({ isJson: true })
    await output.list(pagesOf(...pages), { columns, nothing: 'Nothing.' })
    assert.deepEqual(JSON.parse(sink.text), pages.flat())
  }
})

test('[TC8] a reader that is slow is waited for, and one that has ended stops the list', async () => {
  let isFull = true
  const { output, sink, stop } = open({ isFull: () => isFull })
  const all = output.list(pagesOf([{ id: '1', name: 'a' }], [{ id: '2', name: 'b' }]), { columns, nothing: '' })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(sink.text, 'id  name\n1   a\n')
  isFull = false
  sink.emit('drain')
  await all
  assert.match(sink.text, /2 {3}b\n$/)
  stop.abort()
  await assert.rejects(output.list(pagesOf([{ id: '3', name: 'c' }]), { columns, nothing: '' }), { exitCode: 1 })
})
