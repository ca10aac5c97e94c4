import { writeFileSync } from 'node:fs'
import { listOperations } from './api-pages/operations.ts'
import { fillPage, readPages } from './api-pages/pages.ts'

const operations = await listOperations()
for (const [file, page] of readPages()) writeFileSync(file, fillPage(page, operations))
