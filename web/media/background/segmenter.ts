import type { SelfieSegmentation } from '@mediapipe/selfie_segmentation'
import graph from '@mediapipe/selfie_segmentation/selfie_segmentation.binarypb?url'
import script from '@mediapipe/selfie_segmentation/selfie_segmentation.js?url'
import model from '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url'
import loader from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.js?url'
import program from '@mediapipe/selfie_segmentation/selfie_segmentation_solution_simd_wasm_bin.wasm?url'

/** The files that the library asks for by name. A browser without SIMD asks for another program, and is not supported. */
const FILES: Readonly<Record<string, string>> = {
  'selfie_segmentation.binarypb': graph,
  'selfie_segmentation_landscape.tflite': model,
  'selfie_segmentation_solution_simd_wasm_bin.js': loader,
  'selfie_segmentation_solution_simd_wasm_bin.wasm': program,
}
/** The size that the model works on. */
const WIDTH = 256
const HEIGHT = 144
/** What `modelSelection` calls the model for wide pictures. */
const LANDSCAPE = 1
/** If it is not there by then, its files do not come, or are refused. */
const MOST_LOADING_MS = 60_000

/** Finds the person in a picture. */
export interface Segmenter {
  /** @returns a mask that is opaque where the person is; valid until the next call */
  segment(picture: CanvasImageSource): Promise<CanvasImageSource>
  close(): void
}

/** Loads the library and its model from this server. @throws if that fails */
export async function openSegmenter(): Promise<Segmenter> {
  const Library = await loadLibrary()
  const library = new Library({ locateFile: (name) => FILES[name] ?? missing(name) })
  library.setOptions({ modelSelection: LANDSCAPE })
  let mask: CanvasImageSource | undefined
  library.onResults(({ segmentationMask }) => {
    mask = segmentationMask
  })
  await within(MOST_LOADING_MS, library.initialize())
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT })
  const context = canvas.getContext('2d')
  return {
    async segment(picture) {
      context?.drawImage(picture, 0, 0, WIDTH, HEIGHT)
      await library.send({ image: canvas })
      if (!mask) throw new Error('no mask')
      return mask
    },
    close: () => void library.close(),
  }
}

type Constructor = new (...parameters: ConstructorParameters<typeof SelfieSegmentation>) => SelfieSegmentation

/** The library is an old script that puts itself into the window. */
async function loadLibrary(): Promise<Constructor> {
  const place = window as unknown as { SelfieSegmentation?: Constructor }
  if (!place.SelfieSegmentation) await loadScript(script)
  return place.SelfieSegmentation ?? missing('SelfieSegmentation')
}

function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src })
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => {
      element.remove()
      reject(new Error(`cannot load ${src}`))
    })
    document.head.append(element)
  })
}

function missing(name: string): never {
  throw new Error(`${name} is missing`)
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: number | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = window.setTimeout(() => reject(new Error('takes too long')), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
