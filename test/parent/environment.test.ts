import { describe, expect, it } from 'vitest'
import { channels } from '../../channels/all.ts'
import { configOf } from '../../src/config.ts'
import { environmentOf } from '../../src/parent/environment.ts'

const uses = channels.flatMap(({ variables }) => Object.entries(variables))
const given = Object.fromEntries(
  uses.map(([name, use]) => [
    name,
    use === 'address' ? 'https://api.vidu.example' : `secret-${name}`,
  ]),
)
const mail = {
  SMTP_URL: 'smtps://gopy:mat-khau@smtp.vidu.example',
  IMAP_URL: 'imaps://gopy:mat-khau@imap.vidu.example',
  MAIL_FROM: 'gopy@vidu.example',
}
const keys = { letterbox: {}, staff: {} } as Parameters<typeof environmentOf>[3]
const environment = (door: Parameters<typeof environmentOf>[0]) =>
  environmentOf(door, configOf({ ...given, ...mail }), 'postgres://x', keys)

describe('what each door is told about the channels', () => {
  it('lets the letterbox check a webhook and do nothing else', () => {
    const told = Object.keys(environment('letterbox'))
    for (const [name, use] of uses) expect(told.includes(name), name).toBe(use === 'verify')
    for (const name of Object.keys(mail)) expect(told).not.toContain(name)
  })

  it('lets the console write, and tells the desk nothing', () => {
    const console = environment('console')
    expect(console).toMatchObject({ ...given, ...mail })
    const desk = JSON.stringify(environment('desk'))
    for (const value of [...Object.values(given), ...Object.values(mail)]) {
      expect(desk).not.toContain(value)
    }
  })
})

describe('a wrong variable of a channel', () => {
  it.each([
    ['LINE_API_URL', 'ftp://x'],
    ['ZALO_OA_SECRET', 'có dấu cách'],
    ['SMTP_URL', 'https://x'],
    ['MAIL_FROM', 'không phải địa chỉ'],
    ['IMAP_URL', 'pop3://x'],
  ])('%s stops the start and is named, its value is not', (name, value) => {
    try {
      configOf({ [name]: value })
      expect.unreachable()
    } catch (error) {
      expect(String(error)).toContain(name)
      expect(String(error)).not.toContain(value)
    }
  })
})
