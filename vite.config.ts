import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Keeps only our languages of the more than thirty in react-aria. */
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
  // The server writes a `<base>` into the page that names where it is mounted.
  base: './',
  plugins: [onlyOurLanguages, react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // The client of LiveKit, which only meetings over LiveKit load.
    chunkSizeWarningLimit: 600,
    reportCompressedSize: false,
  },
})
