import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { test } from 'node:test'
import { MAY_IMPORT, SERVICE_PARTS } from './modules.ts'

/** No `node:` module, no process, no clock, no random source. */
const PURE = new Set(['contract/text', 'contract', 'client', 'src/conference', 'src/service'])
/** The packages that a pure module may use. */
const PURE_PACKAGES: Record<string, readonly string[]> = {
  'contract/text': ['libphonenumber-js/min'],
  contract: ['typebox', 'typebox/compile', 'libphonenumber-js/min', '@internationalized/date'],
  client: ['socket.io-client'],
  'src/conference': [],
  'src/service': ['lru-cache'],
}

const moduleOf = (file: string) =>
  Object.keys(MAY_IMPORT).find((module) => file.startsWith(`${module}/`)) ??
  (/^src\/[^/]+$/.test(file) ? 'src' : undefined)
/** Who may import a module may also import the modules in its folder. `src` is an exception: it means the loose files. */
const isWithin = (module: string, to: string) => to === module || (module !== 'src' && to.startsWith(`${module}/`))
const partOf = (file: string) => /^src\/service\/([^/]+)\//.exec(file)?.[1]

/** Files that a file imports by a relative path. */
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target = '']) =>
    posix.join(posix.dirname(file), target),
  )

/** Without tests: a test may import anything. */
const filesIn = (module: string) =>
  globSync(`${module}/**/*.{ts,tsx}`).filter((file) => !/\.(test|contract|fixture)\.ts$/.test(file))

for (const [module, allowed] of Object.entries(MAY_IMPORT)) {
  test(`[HO1] ${module} imports only ${[...allowed, 'itself'].join(', ')}`, () => {
    const files = filesIn(module)
    assert.notEqual(files.length, 0, `${module} is empty`)
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
        if (target.startsWith('.')) {
          const to = moduleOf(posix.join(posix.dirname(file), target))
          assert.ok(
            to !== undefined && [module, ...allowed].some((it) => isWithin(it, to)),
            `${file} imports ${target}`,
          )
        } else if (PURE.has(module)) {
          assert.ok(PURE_PACKAGES[module]?.includes(target), `${file} imports ${target}`)
        }
      }
      if (PURE.has(module))
        assert.doesNotMatch(text, /\bDate\.now\(|\bnew Date\(|\bperformance\.|\bprocess\.|\bMath\.random\(/, file)
    }
  })
}

for (const [part, allowed] of Object.entries(SERVICE_PARTS)) {
  test(`[HO1] the part ${part} of src/service imports only ${[...allowed, 'itself'].join(', ')}`, () => {
    const files = filesIn(`src/service/${part}`)
    assert.notEqual(files.length, 0, `${part} is empty`)
    for (const file of files) {
      for (const target of importsOf(file)) {
        const to = partOf(target)
        assert.ok(to === undefined || to === part || allowed.includes(to), `${file} imports ${target}`)
      }
    }
  })
}

test('[HO1] the parts of src/service have one order', () => {
  const order = Object.keys(SERVICE_PARTS)
  for (const [place, part] of order.entries()) {
    const above = new Set(order.slice(0, place))
    assert.deepEqual(
      SERVICE_PARTS[part]?.filter((imported) => !above.has(imported)),
      [],
      part,
    )
  }
})

test('[HO14] client and pages import no file of the contract that imports TypeBox', () => {
  const withSchemas = filesIn('contract').filter((file) => /from 'typebox/.test(readFileSync(file, 'utf8')))
  assert.notEqual(withSchemas.length, 0)
  for (const file of ['client', 'web'].flatMap(filesIn))
    for (const target of importsOf(file)) assert.ok(!withSchemas.includes(target), `${file} imports ${target}`)
})

test('[HO8] no files import each other in a circle', () => {
  const files = ['contract', 'client', 'src', 'web'].flatMap(filesIn)
  const imports = new Map(files.map((file) => [file, importsOf(file)]))
  const done = new Set<string>()
  const follow = (file: string, path: readonly string[]): void => {
    const since = path.indexOf(file)
    assert.equal(since, -1, `a circle: ${[...path.slice(since), file].join(' → ')}`)
    if (done.has(file)) return
    for (const target of imports.get(file) ?? []) follow(target, [...path, file])
    done.add(file)
  }
  for (const file of files) follow(file, [])
})

test('[HO2] every folder of src and of src/service has its rule, and src has three loose files', () => {
  const foldersIn = (folder: string) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  assert.deepEqual(
    foldersIn('src').filter((module) => !(`src/${module}` in MAY_IMPORT)),
    [],
  )
  assert.deepEqual(
    foldersIn('src/service').filter((part) => !(part in SERVICE_PARTS)),
    [],
  )
  assert.deepEqual(
    globSync('src/*.ts')
      .filter((file) => !file.endsWith('.test.ts'))
      .sort(),
    ['src/config.ts', 'src/main.ts', 'src/version.ts'],
  )
})

test('[HO3] no file is longer than 300 lines', () => {
  const long = globSync('{contract,client,src,web,test,bench,scripts}/**/*.{ts,tsx,css}').filter(
    (file) => readFileSync(file, 'utf8').split('\n').length > 301,
  )
  assert.deepEqual(long, [])
})

test('[HO4] no file or folder has a name without meaning', () => {
  const banned = /(^|[/.-])(utils?|helpers?|common|shared|manager|misc|base|core)([/.-]|$)/
  assert.deepEqual(
    globSync('{contract,client,src,web,test,bench,scripts}/**/*').filter((file) => banned.test(file)),
    [],
  )
})

/** What exists only in a page. */
const DOM =
  /\b(?:document|window|navigator|location|localStorage|sessionStorage|HTML\w*Element|addEventListener)\b(?!['-])/

test('[HO6] view models do not use the DOM', () => {
  const files = ['client', 'web/state'].flatMap(filesIn)
  assert.notEqual(files.length, 0)
  for (const file of files) assert.doesNotMatch(withoutComments(readFileSync(file, 'utf8')), DOM, file)
})

test('[HO16] the client gets time, storage and sockets from the program that uses it', () => {
  const files = filesIn('client')
  assert.notEqual(files.length, 0)
  for (const file of files) {
    const text = withoutComments(readFileSync(file, 'utf8'))
    assert.doesNotMatch(text, /\bset(?:Timeout|Interval)\(/, file)
    assert.doesNotMatch(text, /^import (?!type ).* from 'socket\.io-client'/m, file)
  }
})

test('[HO7] views fetch nothing, open no sockets, and have no style in their script', () => {
  const views = globSync('web/**/*.tsx')
  assert.notEqual(views.length, 0)
  for (const file of views) {
    const text = withoutComments(readFileSync(file, 'utf8'))
    assert.doesNotMatch(text, /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|'socket\.io-client'/, file)
    assert.doesNotMatch(text, /from '[^']*\/(?:http|(?:signaling|client)\/(?!observable)[\w-]+)\.ts'/, file)
    assert.doesNotMatch(text, /<style\b|dangerouslySetInnerHTML/, file)
  }
})

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
