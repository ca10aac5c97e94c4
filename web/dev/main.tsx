import { createRoot } from 'react-dom/client'
import { startLanguage } from '../i18n/language.ts'
import { startTheme } from '../theme.ts'
import '../style.css'
import '../style-controls.css'
import '../style-dialogs.css'
import '../style-pages.css'
import { ControlsPage } from './controls-page.tsx'

// Served by `npm run dev` at /dev/. The build of the pages begins at web/index.html, so it does not contain this page.

startTheme({ texts: () => localStorage, page: document.documentElement })
await startLanguage()
const place = document.querySelector('#page')
if (place) createRoot(place).render(<ControlsPage />)
