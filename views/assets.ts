import { readFileSync } from 'node:fs'

/** A file the browser fetches from `/assets/<name>`. */
export type Asset = { text: string; type: string }

const script = 'text/javascript; charset=utf-8'
const sheet = 'text/css; charset=utf-8'

// The whole list, so that no name from outside ever becomes a path.
const files = {
  'style.css': ['./style.css', sheet],
  'form.js': ['./browser/form.js', script],
  'proof.js': ['./browser/proof.js', script],
  'receipt.js': ['./browser/receipt.js', script],
  'thread.js': ['./browser/thread.js', script],
  'moderation.js': ['./browser/moderation.js', script],
  'boxes.js': ['./browser/boxes.js', script],
  'autosave.js': ['./browser/autosave.js', script],
  'progress.js': ['./browser/progress.js', script],
  'projector.js': ['./browser/projector.js', script],
  'passkey.js': ['./browser/passkey.js', script],
  'residence.js': ['./browser/residence.js', script],
} as const

/** Every name under `/assets/`. */
export const assetNames: readonly string[] = Object.keys(files)

/** The text and content type of one browser file, or undefined for a name we do not have. */
export function asset(name: string): Asset | undefined {
  if (!Object.hasOwn(files, name)) return undefined
  const [path, type] = files[name as keyof typeof files]
  return { text: readFileSync(new URL(path, import.meta.url), 'utf8'), type }
}
