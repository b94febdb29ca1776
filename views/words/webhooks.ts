import type { Sentence } from '../lang.ts'

/** What a program hears that delivers to a webhook without being the platform. */
export const webhookWords = {
  notSigned: {
    vi: 'Chữ ký không đúng. Không nhận gì.',
    en: 'The signature is not right. Nothing was taken.',
  },
} satisfies Record<string, Sentence>
