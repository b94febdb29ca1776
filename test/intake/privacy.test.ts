import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { intakePages } from '../../src/intake/pages.tsx'
import type { Intake } from '../../src/intake/take.ts'
import { agreedTexts } from '../../views/words/agreed.ts'
import { chatConsentVersion } from '../../views/words/chat.ts'
import { consentVersion } from '../../views/words/consents.ts'
import { privacyVersion } from '../../views/words/privacy.ts'

// The page needs no database: a letterbox of nothing but its switches is enough.
const page = async (secrets: Intake['secrets'], lang = '') => {
  const app = intakePages({
    box: { door: { demands: async () => [] } },
    secrets,
  } as unknown as Intake)
  return (await app.request(`/quyen-rieng-tu${lang}`)).text()
}

describe('/quyen-rieng-tu', () => {
  it('says that everyone who runs a chat account sees who writes, and what may be demanded', async () => {
    const html = await page({})
    expect(html).toContain('cũng thấy ai đã nhắn')
    expect(html).toContain('đều không được đòi tên')
    expect(html).toContain('bằng văn bản có số và ngày')
    expect(html).toContain('Không giao được điều chúng tôi không có')
    expect(await page({}, '?lang=en')).toContain('may be asked on its own')
  })

  it('gives the cross-border notice for the foreign channels that are on, and for no other', async () => {
    const zalo = { ZALO_APP_ID: '1', ZALO_OA_SECRET: 'o' }
    expect(await page({})).not.toContain('ra nước ngoài')
    expect(await page(zalo)).not.toContain('ra nước ngoài')
    const both = await page({ ...zalo, LINE_CHANNEL_SECRET: 's' })
    expect(both).toContain('Tin nhắn qua LINE đi qua')
    expect(both).not.toContain('Messenger')
  })

  it('keeps each version of what is agreed to as it was: other words need another version', () => {
    const held = agreedTexts.map(({ version, lines }) => [
      version,
      createHash('sha256').update(JSON.stringify(lines)).digest('hex').slice(0, 16),
    ])
    expect(Object.fromEntries(held)).toMatchInlineSnapshot(`
      {
        "2026-11-21": "87501b88558a4b90",
        "2026-11-22": "d7e17a73f11e3508",
        "chat-2026-11-21": "b38b05930820e13b",
      }
    `)
    expect(agreedTexts.map(({ version }) => version)).toEqual(
      expect.arrayContaining([consentVersion, chatConsentVersion, privacyVersion]),
    )
  })

  it('says which version of the words it is', async () => {
    const [year, month, day] = privacyVersion.split('-')
    expect(await page({})).toContain(`bản ngày ${day}/${month}/${year}`)
  })
})
