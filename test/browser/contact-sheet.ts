// Takes every page and dialog, light and dark, desktop and phone, in English and Chinese, into one folder with a contact sheet.
// `npm run contact-sheet -- [folder] [word …]`. Without a folder, it makes one among the temporary files. The words are names of
// scenes and parts of the names of variants, such as `home zh-CN`.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions } from '@playwright/test'
import { openBrowser } from './chromium.ts'
import { makeDeliveries } from './event-scenes.ts'
import { openPictureWorld } from './picture-world.ts'
import { SCENES, type SceneName } from './scene-names.ts'
import { openScenes } from './scenes.ts'

const DESKTOP = { viewport: { width: 1_280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

type Variant = { name: string; options: BrowserContextOptions }
const VARIANTS: readonly Variant[] = (['en-US', 'zh-CN'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((colorScheme) => [
    { name: `${locale} ${colorScheme} desktop`, options: { ...DESKTOP, locale, colorScheme } },
    { name: `${locale} ${colorScheme} phone`, options: { ...PHONE, locale, colorScheme } },
  ]),
)

const [given, ...wanted] = process.argv.slice(2)
const folder = given ?? (await mkdtemp(join(tmpdir(), 'rollcall-contact-sheet-')))
await mkdir(folder, { recursive: true })
const chosen = SCENES.filter((name) => wanted.includes(name))
const names = chosen.length === 0 ? SCENES : chosen
const words = wanted.filter((word) => !SCENES.some((name) => name === word))
const variants = VARIANTS.filter(({ name }) => words.every((word) => name.split(' ').includes(word)))
const failures: string[] = []
const fileOf = (scene: SceneName, { name }: Variant) => `${scene} ${name}.png`.replaceAll(' ', '-')

{
  await using world = await openPictureWorld()
  await using events = await makeDeliveries(world)
  const scenes = await openScenes(world, events.id)
  for (const variant of variants) {
    const show = await scenes.open(variant.options)
    for (const scene of names) {
      try {
        const page = await show.scene(scene)
        await page.screenshot({ path: join(folder, fileOf(scene, variant)) })
      } catch (error) {
        failures.push(`${scene}, ${variant.name}: ${String(error).split('\n')[0]}`)
      }
    }
    await show.close()
    process.stdout.write(`${variant.name}\n`)
  }
}

await writeFile(join(folder, 'index.html'), toSheet())
const browser = await openBrowser()
const page = await browser.newPage({ viewport: { width: 2_000, height: 1_000 } })
await page.goto(`file://${join(folder, 'index.html')}`)
await page.screenshot({ path: join(folder, 'contact-sheet.png'), fullPage: true })
await browser.close()
process.stdout.write(`${join(folder, 'contact-sheet.png')}\n`)
for (const failure of failures) process.stderr.write(`not taken: ${failure}\n`)
if (failures.length > 0) process.exitCode = 1

/** One row for each scene, one column for each variant. */
function toSheet(): string {
  const row = (scene: SceneName) =>
    `<section><h2>${scene}</h2>${variants
      .map(
        (variant) =>
          `<a href="${fileOf(scene, variant)}"><img loading="eager" src="${fileOf(scene, variant)}" alt="${scene}, ${variant.name}"></a>`,
      )
      .join('')}</section>`
  return `<!doctype html><meta charset="utf-8"><title>Contact sheet</title>
<style>body { margin: 12px; background: #777; color: #fff; font: 14px sans-serif } h2 { margin: 12px 0 4px; font-size: 15px; width: 100% }
section { display: flex; flex-wrap: wrap; gap: 6px } img { height: 230px; display: block }</style>
${names.map(row).join('\n')}`
}
