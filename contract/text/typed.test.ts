import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findAddress, readLink, readShareLink } from './link.ts'
import { parseChatText } from './chat-text.ts'
import { parseNick } from './nick.ts'
import { parsePhoneNumber } from './phone-number.ts'
import { parseRoomCode, readPasscode } from './room-code.ts'
import { isVisible } from './shown.ts'
import { titleOr, toTitle } from './title.ts'

const CODE = '16941442266'
/** Ways to write one code. */
const SPELLINGS = {
  plain: CODE,
  'in groups': '169 4144 2266',
  'with blanks around it': ' \t16941442266\n',
  'with dashes': '169-4144\u20132266',
  'with dots and other blanks': '169.4144\u00a02266\u3000',
  'with full-width digits': '\uff11\uff16\uff19\uff14\uff11\uff14\uff14\uff12\uff12\uff16\uff16',
  'with full-width digits and dashes': '\uff11\uff16\uff19\uff0d\uff14\uff11\uff14\uff14\u30fc\uff12\uff12\uff16\uff16',
  'with Arabic digits': '\u0661\u0666\u0669\u0664\u0661\u0664\u0664\u0662\u0662\u0666\u0666',
  'with Persian digits': '\u06f1\u06f6\u06f9\u06f4\u06f1\u06f4\u06f4\u06f2\u06f2\u06f6\u06f6',
  'with Devanagari digits': '\u0967\u096c\u096f\u096a\u0967\u096a\u096a\u0968\u0968\u096c\u096c',
  'with mathematical digits': '\u{1d7cf}\u{1d7d4}\u{1d7d7}41442266',
  'between bidi marks': '\u200e169\u200f4144\u202c2266\u2069',
  'with invisible signs': '\ufeff169\u200b4144\u2060\u00ad2266\u034f\ufe0f',
}

for (const [how, text] of Object.entries(SPELLINGS)) {
  test(`[TT1] a room code ${how} is the same code`, () => {
    assert.equal(parseRoomCode(text), CODE)
  })

  test(`[TT2] a passcode ${how} is the same passcode`, () => {
    assert.equal(readPasscode(text), CODE)
  })
}

for (const text of ['', ' ', '\u200b', '12a', 'one', '-12', '1,2', '1'.repeat(33), '1\u03012']) {
  test(`[TT1] ${JSON.stringify(text)} is no room code`, () => {
    assert.equal(parseRoomCode(text), undefined)
  })
}

test('[TT1] a room code that was read is read again as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const code = parseRoomCode(text)
      if (code !== undefined) assert.equal(parseRoomCode(code), code)
      assert.equal(readPasscode(readPasscode(text)), readPasscode(text))
    }),
  )
})

for (const [what, text, nick] of [
  ['a combining accent', 'Zoe\u0308', 'Zo\u00eb'],
  ['blanks within and around', '\u3000 Ann \t\u00a0 Lee ', undefined],
  ['blanks of several kinds', '\u3000 Ann \u00a0 Lee ', 'Ann Lee'],
  ['a zero-width space', 'A\u200bnn', 'Ann'],
  ['bidi marks', '\u200eAnn\u200f', 'Ann'],
  ['a soft hyphen, a word joiner and a byte order mark', '\ufeffA\u00adn\u2060n', 'Ann'],
  ['joiners between Latin letters', 'A\u200dn\u200cn\u200d', 'Ann'],
  ['a joiner within an emoji', '\u{1f469}\u200d\u{1f4bb} Ann', '\u{1f469}\u200d\u{1f4bb} Ann'],
  ['the selector of an emoji', 'Ann \u2764\ufe0f', 'Ann \u2764\ufe0f'],
  ['selectors and tags after Latin letters', 'Ann\ufe0f\u{e0061} Le\u200d\ufe0ee', 'Ann Lee'],
  ['a selector of a Han sign', '\u845b\u{e0100}', '\u845b\u{e0100}'],
  ['a key cap', '1\ufe0f\u20e3', '1\ufe0f\u20e3'],
  ['a flag with tags', '\u{1f3f4}\u{e0067}\u{e007f}', '\u{1f3f4}\u{e0067}\u{e007f}'],
  [
    'a Persian non-joiner',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
    '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  ],
  ['full-width letters', '\uff21\uff4e\uff4e', '\uff21\uff4e\uff4e'],
  ['a Hangul filler alone', '\u3164', undefined],
  ['the blank of Braille alone', '\u2800', undefined],
  ['a combining accent alone', '\u0301', undefined],
  ['invisible signs alone', '\u200b\u200d\u2060', undefined],
  ['an override of the direction', 'A\u202en', undefined],
  ['an isolate of the direction', '\u2066Ann\u2069', undefined],
  ['a control character', 'A\u0007n', undefined],
  ['half of a surrogate pair', 'A\ud800', undefined],
  ['64 characters once composed', 'e\u0301'.repeat(64), '\u00e9'.repeat(64)],
  ['65 characters', 'x'.repeat(65), undefined],
] as const) {
  test(`[TT3] [AD3] a name with ${what} is ${nick === undefined ? 'refused' : JSON.stringify(nick)}`, () => {
    assert.equal(parseNick(text), nick)
  })
}

test('[TT3] a name that was read is read again as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const nick = parseNick(text)
      if (nick !== undefined) assert.equal(parseNick(nick), nick)
    }),
  )
})

/** Texts in which nothing is visible. */
const NOTHING = {
  'a Hangul filler': '\u3164',
  'Hangul fillers of other kinds': '\u115f\u1160\uffa0',
  'the blank of Braille': '\u2800',
  'a blank hieroglyph': '\u{13441}\u{13442}',
  'an empty note': '\u{1d159}',
  'the place of an object': '\ufffc',
  'combining accents': '\u0301\u20e3',
  'zero-width signs and joiners': '\u200b\u200d\u2060\ufeff\u00ad',
  'bidi marks and controls': '\u200e\u061c\u202e\u2066\u2069',
  'selectors and tags': '\ufe0f\u{e0100}\u{e0061}',
  'control characters': '\u0007\u0085\u001b',
  'blanks of several kinds': ' \t\u00a0\u3000\u2003',
  'a sign for private use': '\ue000',
  nothing: '',
}

for (const [what, text] of Object.entries(NOTHING)) {
  test(`[TT6] nothing is visible of ${what}: not in a name, a title or a chat message`, () => {
    assert.equal(isVisible(text), false)
    assert.equal(parseNick(text), undefined)
    assert.equal(parseChatText(text), undefined)
    assert.equal(titleOr({ title: text, otherwise: 'Ada' }), 'Ada')
  })
}

for (const [what, text, title] of [
  ['an override of the direction', 'Plans \u202efdp.exe', 'Plans fdp.exe'],
  ['isolates and marks of direction', '\u2067Plans\u2069\u200f', 'Plans'],
  ['a bell and an escape', 'Pl\u0007ans\u001b[2J', 'Plans[2J'],
  ['line breaks and a tab', 'Plans\r\nof\tMay\n', 'Plans of May'],
  ['a combining accent', 'Cafe\u0301', 'Caf\u00e9'],
  ['invisible signs', '\ufeffPl\u200ba\u00adns', 'Plans'],
  ['an emoji of several signs', '\u{1f469}\u200d\u{1f4bb} \u2764\ufe0f', '\u{1f469}\u200d\u{1f4bb} \u2764\ufe0f'],
  ['full-width digits', 'Plan \uff12\uff10', 'Plan \uff12\uff10'],
  ['half of a surrogate pair', 'A\ud800', 'A\ufffd'],
  ['several blanks within', 'A  B', 'A  B'],
  ['51 characters', `${'\u{1f389}'.repeat(50)}x`, '\u{1f389}'.repeat(50)],
] as const) {
  test(`[TT6] a title with ${what} is shown as ${JSON.stringify(title)}`, () => {
    assert.equal(toTitle(text), title)
    assert.equal(toTitle(title), title)
  })
}

for (const [what, text, said] of [
  ['an override of the direction', 'see \u202efdp.exe', 'see fdp.exe'],
  ['line breaks', 'a\nb\n', 'a\nb'],
  ['line breaks of every system', 'a\r\nb\rc\u0085d\u2028e\u2029f\r\n', 'a\nb\nc\nd\ne\nf'],
  ['tabs', '\ta\tb', 'a\tb'],
  ['a bell', 'a\u0007', undefined],
  ['a non-joiner', '\u0645\u200c\u062e', '\u0645\u200c\u062e'],
] as const) {
  test(`[TT6] [CH2] a chat message with ${what} is ${said === undefined ? 'refused' : JSON.stringify(said)}`, () => {
    assert.equal(parseChatText(text), said)
  })
}

const LINK = 'https://meet.example/app?roomCode=169&token=1_t'

for (const [what, text] of [
  ['alone', LINK],
  ['with blanks around it', ` ${LINK}\n`],
  ['in a sentence', `Join us: ${LINK}, at noon.`],
  ['in a Chinese sentence', `\u70b9\u51fb\uff1a${LINK}\u3002\u8c22\u8c22`],
  ['in brackets', `<${LINK}>`],
  ['with invisible signs and bidi marks', `\u2068\u200b${LINK.replace('/app', '\u00ad/app\u200b')}\u2069`],
  ['with full-width signs', '\uff48\uff54\uff54\uff50\uff53\uff1a\uff0f\uff0fmeet.example/app?roomCode=169&token=1_t'],
  ['with a grouped room code', LINK.replace('169', '1%206-9')],
] as const) {
  test(`[TT4] a link ${what} is the same link`, () => {
    assert.deepEqual(readLink(text), { roomCode: '169', token: '1_t' })
  })
}

test('[TT4] a short link is found in a sentence, and a text without an address has none', () => {
  assert.equal(readShareLink('Weekly\u200b: https://meet.example/j/aB3dE6gH9kL.'), 'aB3dE6gH9kL')
  assert.equal(readShareLink('Now: https://meet.example/j/16941442266-aB3dE6gH9kL.'), '16941442266-aB3dE6gH9kL')
  for (const text of ['', 'meet.example/app?roomCode=1', 'javascript:alert(1)', 'https://', 'https://[']) {
    assert.equal(findAddress(text), undefined)
    assert.equal(readLink(text), undefined)
  }
})

for (const [text, country, number] of [
  ['+44 (0)20 7946 0958', undefined, '+442079460958'],
  ['+44 20 7946 0958', undefined, '+442079460958'],
  ['020 7946 0958', '44', '+442079460958'],
  ['0044 020 79460958', undefined, '+442079460958'],
  ['0755-1234 5678', '86', '+8675512345678'],
  ['+86 755 12345678', undefined, '+8675512345678'],
  ['06 1234 5678', '+39', '+390612345678'],
  ['8 (912) 345-67-89', '7', '+79123456789'],
  ['\uff0b\uff18\uff16\uff08\uff11\uff13\uff18\uff09\uff10\uff10\uff10\uff10\u30000000', undefined, '+8613800000000'],
  ['\u202a+86 138\u200b0000\u20110000\u202c', undefined, '+8613800000000'],
  ['\u0661\u0663\u0668\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660', '\uff18\uff16', '+8613800000000'],
  ['4930123456', '49', '+4930123456'],
  ['30123456', '49', '+4930123456'],
  ['390612345678', '39', '+390612345678'],
  ['79123456789', '7', '+79123456789'],
  ['+52 1 55 1234 5678', undefined, '+525512345678'],
  ['0052 55 1234 5678', undefined, '+525512345678'],
  ['1 55 1234 5678', '52', '+525512345678'],
  ['01 55 1234 5678', '52', '+525512345678'],
  ['045 55 1234 5678', '52', '+525512345678'],
  ['52 55 1234 5678', '52', '+525512345678'],
  ['52 1 55 1234 5678', '52', '+525512345678'],
  ['110', '86', '+86110'],
  ['12345', '999', '+99912345'],
  ['+8613800000000;ext=12', undefined, undefined],
  ['1-800-FLOWERS', '1', undefined],
] as const) {
  test(`[TT5] [HC24] the telephone ${JSON.stringify(text)}${country === undefined ? '' : ` of ${country}`} is ${number ?? 'none'}`, () => {
    assert.equal(parsePhoneNumber(text, country), number)
    if (number !== undefined) assert.equal(parsePhoneNumber(number, country), number)
  })
}
