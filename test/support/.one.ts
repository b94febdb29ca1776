import { writeFileSync } from 'node:fs'
import { builtBundle } from './bundle-log.ts'
const b = await builtBundle()
writeFileSync('/tmp/one.zip', b.zip); writeFileSync('/tmp/one/a.pdf', b.pdf); writeFileSync('/tmp/one/a.xlsx', b.xlsx); writeFileSync('/tmp/one/a.docx', b.docx)
