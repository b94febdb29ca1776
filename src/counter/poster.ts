import type { Tx } from '../../db/connection.ts'
import { shownDay } from '../../views/dates.ts'
import { areaName } from '../../views/letterbox/parts.tsx'
import { paperFormWords } from '../../views/words/paper-form.ts'
import {
  loudspeakerInvitation,
  posterWords,
  posterSentences as say,
  posterPaper as words,
  zaloInvitation,
} from '../../views/words/poster.ts'
import { problemWords } from '../../views/words/problems.ts'
import { qrSvg } from '../bundle/qr.ts'
import { Problem } from '../problem.ts'
import { type Area, ownAreas } from '../review/areas.ts'
import { listCycles } from '../review/cycles.ts'
import type { Actor } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Counter } from './counter.ts'
import { type Front, ownFront } from './facts.ts'
import { print, printOnePage } from './press.ts'
import { isPublic } from './public.ts'

export const posterSizes = ['a4', 'a5'] as const
export type PosterSize = (typeof posterSizes)[number]

/** What a poster, form or invitation for one area says. */
export type Occasion = {
  front: Front
  area: Area
  /** Public address of the area's page. */
  address: string
  isPublic: boolean
  /** Last day for this year's review, dd/mm/yyyy, while a cycle is open. */
  cutOff: string | undefined
  /** Chats that are switched on and whose address the Front has filled in. */
  chats: { name: string; address: string }[]
}

/** Gathers it. Raises Problem('not_found') for an area that is not ours or over. */
export async function occasionOf(
  tx: Tx,
  actor: Actor,
  { baseUrl, channels }: Counter,
  code: string,
): Promise<Occasion> {
  const front = await ownFront(tx, actor)
  const { items } = await ownAreas(tx, actor, { limit: 1000 })
  const area = items.find((one) => one.code === code)
  const today = dayInVietNam()
  if (!area || (area.validTo !== null && area.validTo < today)) {
    throw new Problem('not_found', problemWords.notFound)
  }
  const cycles = (await listCycles(tx, { limit: 200 })).items
  const running = cycles.filter(({ closed, cutOff }) => !closed && cutOff >= today)
  const [next] = running.map(({ cutOff }) => cutOff).sort()
  const named = [
    { name: 'Zalo', channel: 'zalo', address: front.facts.zalo },
    { name: 'LINE', channel: 'line', address: front.facts.line },
  ]
  return {
    front,
    area,
    address: `${baseUrl}/k/${area.code}`,
    isPublic: isPublic(baseUrl),
    cutOff: next && shownDay(next),
    chats: named.flatMap(({ name, channel, address }) =>
      address && channels.includes(channel) ? [{ name, address }] : [],
    ),
  }
}

/** Whether a poster with a live code must wait: nobody has typed the recovery sheets back yet. */
export function waitsForSheets({ isPublic: open, front }: Occasion): boolean {
  return open && front.recoverySheet === null
}

/**
 * The poster of texts §10, one page. Raises Problem('conflict') when it would be a live one and the
 * key recovery sheets are not confirmed.
 */
export function posterPdf(occasion: Occasion, size: PosterSize): Uint8Array<ArrayBuffer> {
  const { front, area, address, cutOff } = occasion
  if (waitsForSheets(occasion)) {
    throw new Problem('conflict', posterWords.noRecovery)
  }
  const { phone, hours, person, paperForms, signer, signerName } = front.facts
  const host = new URL(address).host
  return printOnePage('poster', {
    ...words,
    size,
    name: `Áp phích – ${areaName(area)}`,
    date: today(),
    front: front.name.toUpperCase(),
    place: areaName(area),
    qr: occasion.isPublic ? qrSvg(address) : null,
    address: occasion.isPublic ? host : null,
    chats: occasion.isPublic ? occasion.chats.map((one) => say.chat(one.name, one.address)) : [],
    phone: phone ? say.call(phone, hours, person) : null,
    forms: paperForms ? say.paperForms(paperForms) : null,
    real: realAddress(occasion, host),
    elsewhere: phone ? words.elsewhere : words.elsewhereNoPhone,
    before: cutOff ? say.before(cutOff) : '',
    signer: signer ?? null,
    signerName: signerName ?? null,
  })
}

function realAddress({ isPublic: open, front }: Occasion, host: string): string {
  if (!open) return ''
  return front.facts.phone ? say.address(host) : say.addressNoPhone(host)
}

/** The two-page paper form for an area. */
export function paperFormPdf({ front, area }: Occasion): Uint8Array<ArrayBuffer> {
  const { phone, hours } = front.facts
  return print('paper-form', {
    name: `${paperFormWords.title} – ${areaName(area)}`,
    date: today(),
    front: front.name.toUpperCase(),
    place: areaName(area),
    words: paperFormWords,
    call: phone ? say.ask(phone, hours) : null,
  })
}

/** Ready words for the Zalo group and the loudspeaker. */
export function invitations({ front, area, address, isPublic: open, cutOff }: Occasion) {
  const { phone, hours, paperForms: forms } = front.facts
  const place = areaName(area)
  // An address of this machine would send people nowhere.
  const shown = open ? address : words.addressLater
  const given = { place, front: front.name, address: shown, phone, hours, forms, cutOff }
  return { zaloGroup: zaloInvitation(given), loudspeaker: loudspeakerInvitation(given) }
}

/** Today as papers carry it in their properties. */
export function today() {
  const [year = 0, month = 0, day = 0] = dayInVietNam().split('-').map(Number)
  return { year, month, day }
}
