import { writeFileSync } from 'node:fs'
import { LANGUAGES } from './api-pages/language.ts'
import { listOperations } from './api-pages/operations.ts'
import { fillPage, readPages } from './api-pages/pages.ts'

const operations = await listOperations()
for (const language of LANGUAGES) {
  for (const [file, page] of readPages(language)) writeFileSync(file, fillPage(page, operations, language))
}
