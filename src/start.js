// `npm start`, in plain JavaScript: to take the types out of the first file costs Node more than all of
// the parent's own work. With bundles made ahead nothing else is read.
import { pathToFileURL } from 'node:url'
import { madeAhead } from './parent/ahead.js'

const bundle = madeAhead('node')
await import(bundle ? pathToFileURL(bundle).href : './node.ts')
