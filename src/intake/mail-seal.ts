import { z } from 'zod'
import type { Mail, Written } from '../../channels/email.ts'
import { fromBase64, toBase64 } from '../seal/bytes.ts'
import type { Beside } from './letter.ts'

/** The field of a letter's seal that keeps what only mails have. */
export const mailField = 'mail'

const shape = z.object({
  verdict: z.object({
    spf: z.string().optional(),
    dkim: z.string().optional(),
    dmarc: z.string().optional(),
  }),
  automatic: z.enum(['auto-reply', 'bounce', 'list', 'loop']).optional(),
  unread: z.boolean(),
  subject: z.string(),
  parts: z.array(
    z.object({
      type: z.string(),
      charset: z.string().optional(),
      flowed: z.boolean(),
      bytes: z.string(),
    }),
  ),
})

/** What a mail brought besides its words: our server's verdict, and what they can be read from again. */
export type MailSeal = Omit<z.output<typeof shape>, 'subject' | 'parts'> & { written: Written }

/**
 * Packs it for the letter key. Addresses, ids and all other headers stay behind: they lie in the
 * original, for nobody who reads letters.
 */
export function mailSealOf({ verdict, automatic, unread, written }: Mail): Beside {
  const packed: z.input<typeof shape> = {
    verdict,
    ...(automatic && { automatic }),
    unread: unread !== undefined,
    subject: written.subject,
    parts: written.parts.map(({ bytes, ...part }) => ({ ...part, bytes: toBase64(bytes) })),
  }
  return { field: mailField, bytes: new TextEncoder().encode(JSON.stringify(packed)) }
}

/** Unpacks what `mailSealOf` made. */
export function readMailSeal(bytes: Uint8Array): MailSeal {
  const { subject, parts, ...rest } = shape.parse(JSON.parse(new TextDecoder().decode(bytes)))
  const read = parts.map(({ charset, ...part }) => ({
    ...part,
    bytes: fromBase64(part.bytes),
    ...(charset !== undefined && { charset }),
  }))
  return { ...rest, written: { subject, parts: read } }
}
