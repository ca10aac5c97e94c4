import assert from 'node:assert/strict'
import test from 'node:test'
import { splitLinks } from './links.ts'

const links = (text: string) => splitLinks(text).flatMap(({ href, text: shown }) => (href === undefined ? [] : [shown]))

test('[RM92] http and https addresses are links, without the punctuation of the sentence around them', () => {
  const found: [string, string[]][] = [
    ['See https://a.example/x?y=1&z=2#t.', ['https://a.example/x?y=1&z=2#t']],
    ['(http://a.example/b), then HTTPS://b.example!', ['http://a.example/b', 'HTTPS://b.example']],
    ['https://a.example/wiki/Tea_(drink)', ['https://a.example/wiki/Tea_(drink)']],
    ['**https://a.example/b**', ['https://a.example/b']],
    ['请看https://a.example/会议，谢谢', ['https://a.example/会议']],
    ['"https://a.example"', ['https://a.example']],
    ['https://a.example\nhttps://b.example', ['https://a.example', 'https://b.example']],
  ]
  for (const [text, expected] of found) assert.deepEqual(links(text), expected, text)
})

test('[RM92] nothing else is a link, and nothing that imitates another address', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>',
    'ftp://a.example',
    'www.a.example',
    'https://',
    'xhttps://a.example',
    'https://bank.example@elsewhere.example/',
    'https://:80',
    'https://www.bank.co\u200bm/login',
    'https://a.example/\u202egpj.exe',
  ])
    assert.deepEqual(links(text), [], text)
})

test('[RM92] the pieces add up to the text, character by character', () => {
  const text = '<b>https://a.example/"onclick=x</b> & https://b.example.'
  const pieces = splitLinks(text)
  assert.equal(pieces.map((piece) => piece.text).join(''), text)
  assert.deepEqual(
    pieces.map(({ at }) => at),
    pieces.map((_, index) => pieces.slice(0, index).reduce((sum, before) => sum + before.text.length, 0)),
  )
  assert.ok(pieces.every(({ href }) => href === undefined || !/[<>"]/.test(href)))
})
