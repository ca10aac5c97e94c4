import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { openApp } from './app-model.ts'
import { startLanguage } from './i18n/language.ts'
import './style.css'
import './style-controls.css'
import './style-dialogs.css'
import './style-pages.css'

await startLanguage()
const place = document.querySelector('#page')
if (place) createRoot(place).render(<App model={openApp()} />)
