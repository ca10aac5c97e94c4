import { writeFileSync } from 'node:fs'
import { COMPATIBILITY_PAGE, compatibilityPage } from '../test/parity/compatibility.ts'

writeFileSync(COMPATIBILITY_PAGE, compatibilityPage())
