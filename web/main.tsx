import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { openApp } from './app-model.ts'
import { guardComposition } from './controls/composition.ts'
import { startLanguage } from './i18n/language.ts'
import { startTheme } from './theme.ts'
import './style.css'
import './style-controls.css'
import './style-dialogs.css'
import './style-pages.css'

// Before any other listener, which it keeps keys from.
guardComposition()
startTheme({ texts: () => localStorage, page: document.documentElement })
await startLanguage()
const place = document.querySelector('#page')
if (place) createRoot(place).render(<App model={openApp()} />)
