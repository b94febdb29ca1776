import { z } from 'zod'
import { call, proof } from './calls.ts'
import type { Letter, Named } from './letter.ts'
import { picture } from './picture.ts'
import { codeOf, type Subjects } from './units.ts'
import { isCollective } from './ward.ts'

/** A letter on its way: what its sender holds, and from where the sender writes. */
export type Sent = { receipt: string; number: string; from: string | undefined }

const receipted = z.object({ receipt: z.string(), number: z.string() })

/** Sends one letter through the public door as its `place`-th sender; `today` is YYYY-MM-DD. */
export async function sendLetter(
  letterbox: string,
  letter: Letter,
  known: { subjects: Subjects; today: string; place: number },
): Promise<Sent> {
  const from = addressOf(letterbox, known.place)
  const headers = {
    'idempotency-key': crypto.randomUUID(),
    ...(letter.bare !== true && { altcha: await proof(letterbox) }),
  }
  const body = bodyOf(letter, known)
  const answer = await call(letterbox, { path: '/api/v1/feedback', body, from, headers }, receipted)
  return { ...answer, from }
}

/** The sender writes again, or does one act with the receipt. */
export async function sendMore(
  letterbox: string,
  { receipt, from }: Sent,
  more: { text: string } | { act: string },
): Promise<void> {
  const headers: Record<string, string> = 'text' in more ? { altcha: await proof(letterbox) } : {}
  const body = { receipt, ...more }
  await call(
    letterbox,
    { path: '/api/v1/thread/messages', body, from, headers },
    z.object({ state: z.string() }),
  )
}

function bodyOf(letter: Letter, { subjects, today }: { subjects: Subjects; today: string }) {
  const { kind, text, place, contact, monthsAgo } = letter
  return {
    area: codeOf(letter.area),
    kind,
    about: letter.about.map((one) => aboutOf(one, subjects)),
    text,
    use: letter.use ?? 'record',
    ...(place && { place }),
    ...(monthsAgo !== undefined && { observedOn: monthBefore(today, monthsAgo) }),
    ...(contact && { contact: { ...contact, consent: true } }),
    ...(letter.picture && {
      attachments: [{ name: 'anh-chup.png', type: 'image/png', data: picture() }],
    }),
  }
}

function aboutOf(named: Named, subjects: Subjects) {
  if (typeof named === 'object') return { text: named.words }
  const id = subjects.get(named)
  return isCollective(named) ? { collective: id } : { official: id }
}

/** `YYYY-MM`, so many months before a day. */
export function monthBefore(today: string, months: number): string {
  const counted = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - months
  return `${Math.floor(counted / 12)}-${String((counted % 12) + 1).padStart(2, '0')}`
}

// Every sender is a household of its own to the gate, which counts letters by address.
function addressOf(letterbox: string, place: number): string | undefined {
  const mayChoose = process.platform !== 'darwin' && letterbox.startsWith('http://127.0.0.1:')
  return mayChoose ? `127.0.1.${1 + (place % 250)}` : undefined
}
