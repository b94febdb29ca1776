import { afterAll, beforeAll, expect, it } from 'vitest'
import { toBase64 } from '../../src/seal/bytes.ts'
import { pairOf } from '../../src/seal/pair.ts'
import worker from '../../src/worker.ts'
import { mail } from '../channels/fixtures/mail.ts'
import { type OpenLetterbox, openLetterbox, pepper } from '../support/letterbox.ts'
import { ours } from '../support/post.ts'

let box: OpenLetterbox
beforeAll(async () => {
  box = await openLetterbox()
})
afterAll(() => box.close())

it('the Worker takes a mail by its envelope’s area, and raises what it could not store', async () => {
  const key = async (seed: number) =>
    toBase64((await pairOf('X25519', new Uint8Array(32).fill(seed))).publicBytes)
  const env = {
    LETTERBOX_DATABASE_URL: box.letterboxUrl,
    LETTER_PUBLIC_KEY: await key(1),
    RELAY_PUBLIC_KEY: await key(2),
    RECEIPT_PEPPER: toBase64(pepper),
    MAIL_FROM: ours,
  }
  const message = () => ({
    to: 'gopy+ML-3@maylanh.example',
    raw: new Blob([Buffer.from(mail({ To: 'undisclosed:;' }, 'Góp ý.'))]).stream(),
  })
  await worker.email(message(), env)
  await worker.email(message(), env)
  expect(await box.rows('select area_code, channel from letters')).toEqual([
    { area_code: 'ML-3', channel: 'email' },
  ])
  const away = { ...env, LETTERBOX_DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' }
  await expect(worker.email(message(), away)).rejects.toThrow()
})
