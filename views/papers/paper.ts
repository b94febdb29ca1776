/**
 * A paper before it is laid out: all its words in order, no markup. The PDF and the .docx are two
 * layouts of the same Paper, so they cannot say different things.
 */
export type Paper = {
  /** Title in the file's properties. */
  name: string
  /** Fixed in the file's properties, so that the bytes do not depend on when it is printed. */
  date: { year: number; month: number; day: number }
  /** `number` stands under the star, or right under the bodies where `star` is false. */
  head: { left: string[]; right: string[]; number?: string; star?: boolean }
  /** Line feeds in title and foot are line breaks. */
  title: string
  subtitle: string
  /** First page, with the standing sentence at its foot; empty for a paper without one. */
  summary: Block[]
  standing: string
  sections: Block[]
  /** Who gets it (left, the first line underlined) and who signs (right), at the end of the sections. */
  sign?: { copies: string[]; lines: string[] }
  /** What comes on a page of its own after the signature. */
  annex?: Block[]
  /** Foot of every page. */
  foot: string
  /** Numbered copies, one after the other, each with its own words in place of those two. */
  copies?: { standing: string; foot: string }[]
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string; style: Style }
  | { kind: 'fact'; label: string; text: string }
  /** `label` says in words what the code holds. */
  | { kind: 'qr'; text: string; label: string }
  /** A drawing (SVG); `label` says in words what it shows. */
  | { kind: 'plot'; svg: string; label: string }
  /** `tall` rows leave room for a hand. */
  | { kind: 'table'; columns: Column[]; rows: Cell[][]; tall?: boolean }

export type Style = 'plain' | 'strong' | 'small'
/** `share` is the part of the width, in percent. */
export type Column = { title: string; share: number; centred: boolean }
export type Cell = { text: string; style: Style }[]
