import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Plain JavaScript that imports nothing of ours: src/start.js asks it before anything else is loaded.

/**
 * A file or folder that went into the bundles, by its path under the project.
 * @typedef {{ path: string, size: number, changed: number, sha256: string }} Input
 * @typedef {{ node: string, inputs: Input[] }} Stamp
 */

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where `npm run build` puts the bundles. */
export const aheadFolder = join(root, 'dist')

/** @type {boolean | undefined} */
let fresh

/**
 * The bundle of this name that was made ahead, or undefined where there is none or where anything it
 * was made of has changed since: then the sources are what runs.
 * @param {string} name
 */
export function madeAhead(name) {
  fresh ??= isFresh(aheadFolder)
  return fresh ? join(aheadFolder, `${name}.mjs`) : undefined
}

/**
 * Whether all that the bundles in `folder` were made of is as it was, and this Node too.
 * @param {string} folder
 */
export function isFresh(folder) {
  try {
    /** @type {Stamp} */
    const { node, inputs } = JSON.parse(readFileSync(join(folder, 'stamp.json'), 'utf8'))
    return node === process.version && inputs.every(isUnchanged)
  } catch {
    return false
  }
}

/**
 * What has its time and size is taken for the same; a copy of the project has other times.
 * @param {Input} input
 */
function isUnchanged({ path, size, changed, sha256 }) {
  const found = statSync(join(root, path))
  if (found.mtimeMs === changed && found.size === size) return true
  return fingerprint(join(root, path), found.isDirectory()) === sha256
}

/**
 * Says in `folder` of what the bundles beside it were made, by paths under the project.
 * @param {string} folder
 * @param {readonly string[]} paths
 */
export function writeStamp(folder, paths) {
  const inputs = paths.map((path) => {
    const found = statSync(join(root, path))
    const sha256 = fingerprint(join(root, path), found.isDirectory())
    return { path, size: found.size, changed: found.mtimeMs, sha256 }
  })
  const half = join(folder, 'stamp.json.new')
  writeFileSync(half, JSON.stringify({ node: process.version, inputs }))
  renameSync(half, join(folder, 'stamp.json'))
}

/**
 * Of a folder the names: a file more or less is what a bundle would notice.
 * @param {string} path
 * @param {boolean} isFolder
 */
function fingerprint(path, isFolder) {
  const content = isFolder ? readdirSync(path).sort().join('\n') : readFileSync(path)
  return createHash('sha256').update(content).digest('hex')
}
