import { writeFile } from 'node:fs/promises'

const RATE = 48_000
const SECONDS = 6

/** Writes a sound for `--use-file-for-fake-audio-capture`: `sampleAt` gives -1 to 1 for a time in seconds. */
export async function writeSound(path: string, sampleAt: (second: number) => number): Promise<void> {
  const samples = RATE * SECONDS
  const file = Buffer.alloc(44 + 2 * samples)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + 2 * samples, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // one channel
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(2 * RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * samples, 40)
  for (let at = 0; at < samples; at += 1) {
    const sample = Math.max(-1, Math.min(1, sampleAt(at / RATE)))
    file.writeInt16LE(Math.round(sample * 32_767), 44 + 2 * at)
  }
  await writeFile(path, file)
}

/** The hiss of a fan, the same in each run. */
export function hiss(): () => number {
  let state = 1
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return (state / 1_073_741_824 - 1) * 0.12
  }
}

/** Centers of the formants of some vowels, in Hz. */
const VOWELS = [
  [730, 1_090, 2_440],
  [270, 2_290, 3_010],
  [570, 840, 2_410],
  [530, 1_840, 2_480],
] as const

/** Something like a voice: vowels in syllables, with pauses, on a pitch that falls. */
export function voice(second: number): number {
  const syllable = Math.floor(second * 3.5)
  const within = second * 3.5 - syllable
  if (syllable % 7 === 6) return 0
  const loud = Math.sin(Math.PI * Math.min(1, within * 1.25)) ** 0.7
  if (!(loud > 0)) return 0
  const formants = VOWELS[syllable % VOWELS.length] ?? VOWELS[0]
  const pitch = 125 - 4 * (syllable % 7)
  let sample = 0
  for (let harmonic = 1; harmonic * pitch < 4_000; harmonic += 1) {
    const frequency = harmonic * pitch
    const gain = formants.reduce(
      (sum, center, at) => sum + Math.exp(-(((frequency - center) / 120) ** 2)) / (at + 1),
      0,
    )
    sample += ((gain + 0.03) / harmonic ** 0.5) * Math.sin(2 * Math.PI * frequency * second + harmonic * 0.7)
  }
  return 0.16 * loud * sample
}
