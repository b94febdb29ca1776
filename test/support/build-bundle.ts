import { buildBundle } from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import { bundleContents } from './bundle-contents.ts'
import { signerFrom } from './bundle-signer.ts'

// Run in a process of its own, under another time zone, to compare the bytes.
const { zip } = await buildBundle(bundleContents(), signerFrom(7))
process.stdout.write(sha256(zip))
