import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const NO_SCHEMA = '\0no-schema'

/**
 * Making a schema does nothing else, so what a page does not use of the contract is left out; TypeBox goes with it. A
 * page that would use one of the schemas fails as soon as it is loaded.
 */
const schemasAreForTheServer: Plugin = {
  name: 'schemas-are-for-the-server',
  enforce: 'pre',
  resolveId: (id) => (/^typebox(\/compile)?$/.test(id) ? NO_SCHEMA : undefined),
  load: (id) => (id === NO_SCHEMA ? 'export default {}; export const Compile = undefined' : undefined),
  transform(code, id) {
    if (!/\/contract\/[\w/-]+\.ts$/.test(id)) return undefined
    const made = /(?<![\w.])(?:Type\.\w+|Compile|answers|Id|Time|Secret)\((?!\w+: )/g
    return { code: code.replace(made, '/* @__PURE__ */ $&'), map: null }
  },
}

/** Of the thirty-odd languages that react-aria speaks, those of our pages. */
const onlyOurLanguages: Plugin = {
  name: 'only-our-languages',
  enforce: 'pre',
  load: (id) =>
    /[\\/]react-[\w-]+[\\/]dist[\\/].*[\\/]intl[\\/].*[\\/](?!en-US|zh-CN)[a-z]{2}-[A-Z]{2}\.mjs$/.test(id)
      ? 'export default {}'
      : undefined,
}

export default defineConfig({
  root: 'web',
  // The server says by `<base>` where it is mounted.
  base: './',
  plugins: [schemasAreForTheServer, onlyOurLanguages, react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // As making a schema does nothing else, neither does taking a part of one for another.
    rolldownOptions: { treeshake: { propertyReadSideEffects: false } },
    reportCompressedSize: false,
  },
})
