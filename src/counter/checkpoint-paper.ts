import { shownDay } from '../../views/dates.ts'
import { checkpointPaper as words } from '../../views/words/log.ts'
import { qrSvg } from '../bundle/qr.ts'
import type { Checkpoint } from '../custody/checkpoint.ts'
import { print } from './press.ts'

/** The sheet of a checkpoint for the minutes, with the signed note as a QR code; the same bytes each time. */
export function checkpointPdf(
  { number, day, size, note }: Checkpoint,
  { front, key, site }: { front: string; key: string | null; site: string },
): Uint8Array<ArrayBuffer> {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const facts = [
    { name: words.day, text: shownDay(day) },
    { name: words.number, text: String(number) },
    { name: words.size, text: String(size) },
    ...(key === null ? [] : [{ name: words.key, text: key }]),
  ]
  return print('checkpoint', {
    name: `${words.title} – ${front}`,
    date: { year, month, day: date },
    front: front.toUpperCase(),
    title: words.title,
    what: words.what,
    facts,
    qr: qrSvg(note),
    qrLabel: words.qrLabel,
    textLabel: words.text,
    lines: note.split('\n').filter((line) => line !== ''),
    how: words.how(site.replace(/^https?:\/\//, '')),
    signers: [words.printed, words.received],
    sign: words.sign,
  })
}
