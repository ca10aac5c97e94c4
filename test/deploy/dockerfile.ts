import { execFile } from 'node:child_process'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user that a `USER` of the image stands for outside a container, by number: `nobody`. */
export const NOBODY = 65_534

type Step = Readonly<{ instruction: string; text: string }>
type Stage = Readonly<{ image: string; name: string; steps: readonly Step[] }>

/** What the last stage makes: a tree, and how the program in it is started and checked. */
export type Image = Readonly<{
  root: string
  workingFolder: string
  environment: Readonly<Record<string, string>>
  user: string
  command: readonly string[]
  healthCheck: readonly string[]
}>

/**
 * Runs the stages of a Dockerfile that begin with Node, each in a folder of its own below `folder`. Absolute paths are below
 * that folder. What comes from other stages is left out.
 *
 * @param context files that a `COPY` may take, relative to the current folder
 */
export async function runDockerfile(
  path: string,
  { folder, context }: { folder: string; context: readonly string[] },
): Promise<Image> {
  const stages = toStages(await readFile(path, 'utf8')).filter(({ image }) => image.startsWith('node:'))
  const roots = new Map<string, string>()
  let image: Image | undefined
  for (const stage of stages) {
    const root = join(folder, stage.name)
    await mkdir(root, { recursive: true })
    image = await runStage(stage, { root, roots, context })
    roots.set(stage.name, root)
  }
  if (!image) throw new Error(`${path} has no stage that begins with Node`)
  return image
}

async function runStage(
  stage: Stage,
  { root, roots, context }: { root: string; roots: ReadonlyMap<string, string>; context: readonly string[] },
): Promise<Image> {
  const image = { root, workingFolder: root, environment: {}, user: 'root', command: [], healthCheck: [] } as {
    -readonly [key in keyof Image]: Image[key]
  }
  const inRoot = (path: string) => (path.startsWith('/') ? join(root, path) : join(image.workingFolder, path))
  let entry: readonly string[] = []
  for (const { instruction, text } of stage.steps) {
    if (instruction === 'WORKDIR') await mkdir((image.workingFolder = inRoot(text)), { recursive: true })
    else if (instruction === 'ENV') image.environment = { ...image.environment, ...toVariables(text) }
    else if (instruction === 'USER') image.user = text
    else if (instruction === 'ENTRYPOINT') entry = JSON.parse(text) as string[]
    else if (instruction === 'CMD') image.command = [...entry, ...(JSON.parse(text) as string[])]
    else if (instruction === 'HEALTHCHECK') image.healthCheck = JSON.parse(text.slice(text.indexOf('['))) as string[]
    else if (instruction === 'RUN') {
      const here = text.replaceAll(/(?<= )\/(?=\w)/g, `${root}/`).replaceAll('node:node', `${NOBODY}:${NOBODY}`)
      await run('/bin/sh', ['-euc', here], { cwd: image.workingFolder, maxBuffer: 2 ** 26 })
    } else if (instruction === 'COPY') await copy(text, { inRoot, roots, context })
    else if (!['VOLUME', 'EXPOSE'].includes(instruction)) throw new Error(`${instruction} is not known here`)
  }
  return image
}

async function copy(
  text: string,
  given: { inRoot: (path: string) => string; roots: ReadonlyMap<string, string>; context: readonly string[] },
): Promise<void> {
  const words = text.split(' ')
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined
  const to = given.inRoot(words.pop() ?? '')
  for (const source of words) {
    if (from !== undefined) {
      const stage = given.roots.get(from)
      if (stage !== undefined) await cp(join(stage, source), to, { recursive: true, verbatimSymlinks: true })
      continue
    }
    const files = source === '.' ? given.context : given.context.filter((file) => file === source)
    if (files.length === 0) throw new Error(`${source} is not in the context`)
    for (const file of files) {
      await mkdir(dirname(join(to, file)), { recursive: true })
      await cp(file, join(to, file))
    }
  }
}

function toStages(text: string): readonly Stage[] {
  const stages: { image: string; name: string; steps: Step[] }[] = []
  for (const line of text.split('\n').filter((one) => /^[A-Z]/.test(one))) {
    const [instruction = '', ...words] = line.split(' ')
    const [image = '', , name = 'image'] = words
    if (instruction === 'FROM') stages.push({ image, name, steps: [] })
    else stages.at(-1)?.steps.push({ instruction, text: words.join(' ') })
  }
  return stages
}

function toVariables(text: string): Record<string, string> {
  return Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]))
}
