import type { BundleContents, BundleItem } from './contents.ts'

/**
 * How much one PDF holds: items, and one more for every 2,000 letters of their texts. Typst keeps
 * 0.16 MB for each until the file is written, so the process that sets a full volume stays below 450.
 */
export const mostInVolume = 1_800
const lettersAsItem = 2_000

/** In this order their parts are printed. */
export const polarities = ['positive', 'negative', 'mixed'] as const

/**
 * A bundle's items as they are printed, dealt to as few volumes as hold `most` each, all about as
 * long; one, even without items, for most bundles. The same items give the same volumes.
 */
export function volumesOf({ items }: BundleContents, most = mostInVolume): BundleItem[][] {
  const weight = items.reduce((sum, item) => sum + weightOf(item), 0)
  const count = Math.max(1, Math.ceil(weight / most))
  const volumes = Array.from({ length: count }, (): BundleItem[] => [])
  let before = 0
  for (const polarity of polarities) {
    for (const item of items) {
      if (item.polarity !== polarity) continue
      volumes[Math.min(count - 1, Math.floor((before / weight) * count))]?.push(item)
      before += weightOf(item)
    }
  }
  // A text longer than a volume's share may leave the next one empty.
  return volumes.filter((volume) => volume.length > 0 || count === 1)
}

function weightOf({ summary, verbatim = '', explanation }: BundleItem): number {
  const answer = explanation.state === 'given' ? explanation.text : ''
  return 1 + (summary.length + verbatim.length + answer.length) / lettersAsItem
}
