import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Mail, parseMail, type Reading } from '../../channels/email.ts'
import { consentVersion } from '../../views/words/consents.ts'
import { mailCliWords, mailLetterWords as words } from '../../views/words/mail.ts'
import { Problem } from '../problem.ts'
import { type RouteSealer, routeSealer } from '../seal/route.ts'
import { readThreadToken } from '../seal/thread-token.ts'
import type { SealedLetter } from './batch.ts'
import { sealedApart } from './custodians.ts'
import { prepare } from './drop.ts'
import { type Attachment, maxAttachmentBytes, maxAttachments, maxText } from './feedback.ts'
import { attachmentsOf } from './files.ts'
import type { Gate } from './gate.ts'
import type { Letterbox } from './letterbox.ts'
import { mailSealOf } from './mail-seal.ts'
import { refuseWhenFull } from './take.ts'
import { answerThread } from './thread.ts'

/**
 * A mailbox of ours: what it is called, the name of the mail server whose verdict we believe, and the
 * gate that keeps a flood from the readers.
 */
export type Mailbox = {
  readonly ours: string
  readonly authserv?: string | undefined
  readonly gate: Pick<Gate, 'holds'>
}

/** What became of one mail. 'machine': a bounce or an absence note about a mail of ours, no letter. */
export type Taken = 'letter' | 'answer' | 'repeat' | 'machine'

/** What the relay key opens to acknowledge a mail: the code, and the mail it answers. */
export type Acknowledgement = { receipt: string; messageId: string }

/**
 * Takes one mail of at most 30 MiB, from whatever brings it: an answer to a thread of ours goes
 * there, anything else becomes a letter for the area its address names, or for the top one. The same
 * mail again changes nothing. Resolves after the commit. Raises Problem('unavailable') on a full disk
 * or without any area, and what the database says; the mail must then be kept and brought again.
 */
export async function takeMail(box: Letterbox, raw: Uint8Array, mailbox: Mailbox): Promise<Taken> {
  await refuseWhenFull(box)
  const mail = await parseMail(raw, mailbox.ours, mailbox.authserv)
  const thread = threadOf(box, mail)
  if (isAboutOurs(mail, thread)) {
    await cameBack(box, mail)
    return 'machine'
  }
  const { text, files } = contentOf(mail)
  const beside = mailSealOf(mail)
  const came = { channel: 'email', key: `mail ${mail.id}`, proof: false, beside }
  if (thread) {
    const held = mailbox.gate.holds({ address: mail.sender ?? '', area: 'threads', proof: false })
    const sealOriginal = (letter: SealedLetter, id: string, organisation: string) =>
      withOriginal(box, letter, id, { organisation, raw })
    const outcome = await answerThread(box, thread, text, files, { ...came, held }, sealOriginal)
    if (outcome !== 'unknown') return outcome === 'repeat' ? 'repeat' : 'answer'
  }
  return newLetter(box, mail, mailbox, { text, files }, raw)
}

/** Writes down that a mail of ours was not delivered, when a mail server reports one that we know. */
async function cameBack(box: Letterbox, { report }: Mail): Promise<void> {
  const [, token = '', key = ''] =
    /^<re\.([a-z2-7]{42})\.([0-9a-f]{16})@/.exec(report?.about ?? '') ?? []
  const thread = readThreadToken(box.pepper, token)
  if (!report || !thread) return
  await box.door.bounced(thread, hexToBytes(key), `bounce-${report.status.replaceAll('.', '-')}`)
}

type Original = { organisation: string; raw: Uint8Array; relay?: RouteSealer }

async function newLetter(
  box: Letterbox,
  mail: Mail,
  { gate }: Mailbox,
  { text, files }: { text: string; files: Attachment[] },
  raw: Uint8Array,
): Promise<Taken> {
  const area = await areaOf(box, mail.area)
  const held = gate.holds({ address: mail.sender ?? '', area, proof: false })
  const feedback = {
    area,
    text,
    kind: 'comment' as const,
    about: [],
    // A mail answers no question about its use: nobody but the Front has it until the sender says.
    use: 'front-only' as const,
    ...(mail.sender !== null && {
      contact: { channel: 'email' as const, address: mail.sender, consent: true },
    }),
  }
  // Two people may send the same Message-ID; neither letter may be lost for it.
  for (const key of [mail.id, `${mail.id} ${bytesToHex(sha256(raw))}`]) {
    const relay = routeSealer(box.relayKey)
    const prepared = await prepare(box, feedback, files, {
      idempotencyKey: `mail ${key}`,
      proof: false,
      held,
      channel: 'email',
      consentVersion: `${consentVersion}/email`,
      beside: mailSealOf(mail),
      relay,
    })
    const thread = prepared.row.thread as { id: string }
    const { id, organisation } = prepared.row
    const came = { organisation: String(organisation), raw, relay }
    let letter = await withOriginal(box, prepared, String(id), came)
    if (mail.sender !== null) {
      const told: Acknowledgement = { receipt: prepared.receipt, messageId: mail.id }
      const bytes = new TextEncoder().encode(JSON.stringify(told))
      letter = await relayed(relay, letter, thread.id, { field: 'acknowledgement', bytes })
    }
    const { outcome } = await box.store(letter)
    if (outcome !== 'clash') return outcome === 'repeat' ? 'repeat' : 'letter'
  }
  return 'repeat'
}

// The mail as it came names its sender in every header: it is for two custodians together. Before
// there are two, or while their list cannot be believed, it waits for the relay key, which nobody's
// screen uses; no letter is lost over it.
async function withOriginal(
  box: Letterbox,
  letter: SealedLetter,
  id: string,
  { organisation, raw, relay = routeSealer(box.relayKey) }: Original,
): Promise<SealedLetter> {
  const roster = await box.custodians(organisation).catch(() => null)
  if (roster) return sealedApart(letter, 'raw', raw, roster)
  return relayed(relay, letter, id, { field: 'original', bytes: raw })
}

async function relayed(
  seal: RouteSealer,
  { row, blobs }: SealedLetter,
  record: string,
  { field, bytes }: { field: string; bytes: Uint8Array },
): Promise<SealedLetter> {
  const sealed = await seal(bytes, { record, field })
  const seals = [...row.seals, { record, field, blob: blobs.length }]
  return { row: { ...row, seals }, blobs: [...blobs, sealed] }
}

/** The thread that an answer is for: named by our own address, or by a mail of ours it answers. */
function threadOf(box: Letterbox, { thread, answers }: Mail): string | null {
  const named = answers.flatMap((id) => /^<re\.([a-z2-7]{42})\./.exec(id)?.[1] ?? [])
  for (const token of [...(thread ? [thread] : []), ...named]) {
    const found = readThreadToken(box.pepper, token)
    if (found) return found
  }
  return null
}

// Machines that answer our mails say nothing to the Front. What else a machine sends is kept: a
// person may write through a list or a form, and nobody answers it.
function isAboutOurs({ automatic }: Mail, thread: string | null): boolean {
  if (automatic === 'bounce' || automatic === 'loop') return true
  return automatic === 'auto-reply' && thread !== null
}

function contentOf(mail: Mail): { text: string; files: Attachment[] } {
  const { files, left } = acceptable(mail)
  const whole = mail.unread
    ? [ownSubject(mail), words.unread].filter((part) => part !== '').join('\n\n')
    : wordsOf(mail)
  const notes = left.map((name) => `\n${words.leftFile(name.slice(0, 100))}`).join('')
  const room = maxText - [...notes].length - [...words.cut].length - 1
  const letters = [...whole]
  const text = letters.length <= room ? whole : `${letters.slice(0, room).join('')}\n${words.cut}`
  return { text: `${text}${notes}`.toWellFormed(), files }
}

/** What a mail says: its subject, when it is its own, above its text. */
export function wordsOf(read: Pick<Reading, 'subject' | 'text'>): string {
  const parts = [ownSubject(read), read.text.trim()]
  return parts.filter((part) => part !== '').join('\n\n') || words.empty
}

function ownSubject({ subject }: Pick<Reading, 'subject'>): string {
  return /^\s*(re|fwd?|tr)\s*:/i.test(subject) ? '' : subject
}

// The form would have said which file it cannot take; a mail has nobody to be told, so the good ones
// go on and the names of the others stay behind. All of it lies in the sealed original.
function acceptable(mail: Mail): { files: Attachment[]; left: string[] } {
  const files: Attachment[] = []
  const left: string[] = []
  let bytes = 0
  for (const file of mail.files) {
    const found = checked(file)
    bytes += found?.bytes.length ?? 0
    if (!found || files.length === maxAttachments || bytes > maxAttachmentBytes) {
      left.push(file.name || file.type)
      bytes -= found?.bytes.length ?? 0
    } else files.push(found)
  }
  return { files, left: left.slice(0, 20) }
}

// Mail programs call files what they like; the bytes say what they are.
function checked({ name, bytes }: { name: string; bytes: Uint8Array }): Attachment | undefined {
  try {
    return attachmentsOf([{ name, type: '', bytes }])[0]
  } catch {
    return undefined
  }
}

/**
 * The area named, or what it became; else a top one, whose Front can pass it on: where there are
 * several, that of the organisation with the setting `takesMail`, or the first.
 */
async function areaOf(box: Letterbox, named: string | undefined): Promise<string> {
  let code = named
  for (let step = 0; code !== undefined && step < 8; step += 1) {
    const area = await box.door.area(code)
    if (area && !area.closed) return area.code
    code = area?.successor ?? undefined
  }
  const tops = (await box.door.areas()).filter(({ parent }) => parent === null)
  const pages = await Promise.all(tops.slice(0, 50).map((area) => box.door.area(area.code)))
  const top = pages.find((page) => page?.organisation.settings.takesMail === true) ?? tops[0]
  if (!top) throw new Problem('unavailable', mailCliWords.noArea)
  return top.code
}
