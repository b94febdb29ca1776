import { sha256 } from '@noble/hashes/sha2.js'
import { shownDay } from '../../views/dates.ts'
import type { Block, Paper } from '../../views/papers/paper.ts'
import { shownMoment } from '../../views/staff/moment.ts'
import { demandPaper as words } from '../../views/words/erasure.ts'
import { sheetPaper } from '../../views/words/transfers.ts'
import { pack } from '../bundle/pack.ts'
import { bundlePdf } from '../bundle/papers.ts'
import { cleanText } from '../bundle/text.ts'
import type { HandedOver } from '../moderation/demands.ts'

/** What the cover says besides the letter: our name, the place, who asked and who agreed. */
export type CoverFacts = { front: string; place: string; askedBy: string; agreedBy: string }

/**
 * What an authority is given: a PDF with the letter and its thread, and the files as they came. The
 * same content gives the same bytes; nothing of it is kept, its SHA-256 goes into the log.
 */
export async function handOverZip(
  given: HandedOver,
  facts: CoverFacts,
): Promise<{ zip: Uint8Array; sha256: Uint8Array }> {
  const files = new Map<string, Uint8Array>([['bien-ban.pdf', bundlePdf(coverOf(given, facts))]])
  for (const [place, { name, bytes }] of given.files.entries()) {
    files.set(`tep/${String(place + 1).padStart(2, '0')}-${safe(name)}`, bytes)
  }
  const zip = await pack(files)
  return { zip, sha256: sha256(zip) }
}

function coverOf(given: HandedOver, facts: CoverFacts): Paper {
  const { row, demand, messages, files } = given
  const text = (said: string): Block => ({
    kind: 'paragraph',
    text: cleanText(said),
    style: 'plain',
  })
  const fact = (label: string, said: string): Block => ({
    kind: 'fact',
    label,
    text: cleanText(said),
  })
  const heading = (said: string): Block => ({ kind: 'heading', text: said })
  const [year = 0, month = 0, day = 0] = demand.day.split('-').map(Number)
  const said = messages.filter((one) => one.text !== '')
  return {
    name: `${words.title.replace('\n', ' ')} – ${row.number}`,
    date: { year, month, day },
    head: {
      left: [facts.front.toUpperCase()],
      right: [...sheetPaper.motto, sheetPaper.placeAndDay(facts.place, null)],
    },
    title: words.title,
    subtitle: `${words.facts.number} ${demand.number}, ${shownDay(demand.day)}`,
    summary: [
      fact(words.facts.authority, demand.authority),
      fact(words.facts.demanded, given.demanded),
      fact(words.facts.receipt, row.number),
      fact(words.facts.came, shownDay(row.day)),
      fact(
        words.facts.agreed,
        `${facts.askedBy}; ${facts.agreedBy}, ${shownMoment(demand.agreedAt)}`,
      ),
      fact(words.facts.digest, given.commitment),
      text(words.sign),
    ],
    standing: words.missing,
    sections: [
      heading(words.letter),
      text(given.text),
      ...(said.length > 0 ? [heading(words.thread)] : []),
      ...said.map((one) =>
        fact(
          `${one.from === 'sender' ? words.sender : words.staff}, ${shownDay(one.day)}`,
          one.text,
        ),
      ),
      ...(files.length > 0 ? [heading(words.files)] : []),
      ...files.map(({ name, type }) => text(`• ${name || type}`)),
    ],
    foot: `${words.title.replace('\n', ' – ')} – ${row.number}`,
  }
}

// Names come from senders: plain letters only, and never a path.
function safe(name: string): string {
  return (
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\w.-]+/g, '_')
      .replace(/^\.+/, '')
      .slice(-80) || 'tep'
  )
}
