import { sha256 } from '../../src/bundle/check.ts'
import { builtBundle } from './bundle-log.ts'

// Run in a process of its own, under another time zone, to compare the bytes.
const { zip } = await builtBundle()
process.stdout.write(sha256(zip))
