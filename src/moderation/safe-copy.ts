// What the console and the process that makes safe copies say to each other. Nothing is imported
// here: that process may read little more than this.

/** Why no safe copy could be made of a file. */
export type Refusal = 'broken' | 'encrypted' | 'too_large' | 'too_heavy' | 'sound' | 'unknown'

/** One picture of a safe copy, in pixels as it is seen; nothing but pixels is in the bytes. */
export type Picture = { type: 'image/jpeg'; width: number; height: number; bytes: Uint8Array }

/** A rectangle to be blackened, in percent of the picture's width and height. */
export type Box = { x: number; y: number; width: number; height: number }

/** One thing to make. `type` is what the bytes showed, never what somebody claimed. */
export type CopyOrder =
  | { what: 'copy'; type: string; bytes: Uint8Array }
  | { what: 'boxes'; bytes: Uint8Array; boxes: readonly Box[] }

/** What came of an order: pictures, how many pages the original has, and by which programs. */
export type MadeCopy = { tool: string } & (
  | { pictures: Picture[]; pagesInAll: number }
  | { refusal: Refusal }
)

/** The longest side of a picture, the most pages of a document, the most pixels that are decoded. */
export const copyLimits = { side: 2_400, pages: 20, pixels: 110_000_000 } as const
