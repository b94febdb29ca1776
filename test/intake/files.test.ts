import { describe, expect, it } from 'vitest'
import { attachmentsOf, sniff } from '../../src/intake/files.ts'
import { fileOf, samples } from '../support/files.ts'

const refused = (files: Parameters<typeof attachmentsOf>[0]) => {
  try {
    attachmentsOf(files)
  } catch (thrown) {
    return thrown
  }
}

describe('an attachment', () => {
  it('is known by its first bytes, whatever its name', () => {
    for (const [type, bytes] of Object.entries(samples)) expect(sniff(bytes)).toBe(type)
    expect(sniff(new TextEncoder().encode('<html>'))).toBeUndefined()
    expect(sniff(new TextEncoder().encode('PK\u0003\u0004 a zip file'))).toBeUndefined()
  })

  it('is taken when the claim is true or there is none', () => {
    for (const type of Object.keys(samples))
      expect(attachmentsOf([fileOf(type)])[0]?.type).toBe(type)
    const unclaimed = { ...fileOf('image/heic'), type: '' }
    expect(attachmentsOf([unclaimed])[0]?.type).toBe('image/heic')
  })

  it('is refused with its place when it lies, is empty, or is of no type we take', () => {
    const lie = { ...fileOf('image/png'), type: 'application/pdf' }
    const empty = { name: 'a.png', type: 'image/png', bytes: new Uint8Array() }
    const script = {
      name: 'a.svg',
      type: 'image/svg+xml',
      bytes: new TextEncoder().encode('<svg/>'),
    }
    expect(refused([fileOf('image/png'), lie, empty, script])).toMatchObject({
      code: 'invalid',
      errors: [
        { path: 'attachments.1', message: { en: expect.stringContaining('claims') } },
        { path: 'attachments.2', message: { en: expect.stringContaining('empty') } },
        { path: 'attachments.3', message: { en: expect.stringContaining('Only JPEG') } },
      ],
    })
  })

  it('is refused when there are six, or more than 20 MiB together', () => {
    const six = Array.from({ length: 6 }, () => fileOf('image/png'))
    expect(refused(six)).toMatchObject({ code: 'invalid' })
    const large = { ...fileOf('image/png'), bytes: new Uint8Array(11 * 2 ** 20) }
    expect(refused([large, large])).toMatchObject({ code: 'too_large' })
  })

  it('keeps a name without paths, control or bidi characters', () => {
    const [kept] = attachmentsOf([
      { ...fileOf('image/png'), name: '../etc/\u202egnp.exe\u0000ảnh.png' },
    ])
    expect(kept?.name).toBe('.._etc__gnp.exe_ảnh.png')
  })
})
