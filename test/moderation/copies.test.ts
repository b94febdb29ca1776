import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCopying } from '../../src/jobs/copying.ts'
import { copyWaiting } from '../../src/moderation/copying.ts'
import { bounds, boxedApart, copyApart } from '../../src/moderation/safe-copy-apart.ts'
import { consoleUrlOf, type OpenConsole, openConsole } from '../support/moderation.ts'
import {
  canaries,
  heic,
  pdfOf,
  photo,
  pngOf,
  withText,
  withThumbnail,
} from '../support/pictures.ts'
import { actorIs } from '../support/staff.ts'

/** The pictures of a copy; fails with the reason when there are none. */
async function picturesOf(bytes: Uint8Array) {
  const made = await copyApart(bytes)
  if (!('pictures' in made)) throw new Error(`refused: ${made.refusal}`)
  return made.pictures
}

async function refusalOf(bytes: Uint8Array, within = bounds) {
  const made = await copyApart(bytes, within)
  return 'refusal' in made ? made.refusal : 'a copy'
}

async function pixelsOf(jpeg: Uint8Array) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  return {
    ...info,
    at: (x: number, y: number) => [
      ...data.subarray(
        (y * info.width + x) * info.channels,
        (y * info.width + x) * info.channels + 3,
      ),
    ],
  }
}

/** Which segments a JPEG has before its pixels: application data and comments are metadata. */
function segmentsOf(jpeg: Uint8Array): string[] {
  const found: string[] = []
  for (let at = 2; at < jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; ) {
    found.push((jpeg[at + 1] ?? 0).toString(16))
    at += 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0))
  }
  return found
}

describe('a safe copy (P13)', () => {
  const kinds: [string, () => Promise<Buffer>][] = [
    ['a JPEG', () => photo('jpeg')],
    ['a JPEG with a thumbnail', withThumbnail],
    ['a PNG', () => photo('png')],
    ['a PNG with text', withText],
    ['a WebP', () => photo('webp')],
    ['a HEIC', async () => heic],
  ]
  test.each(kinds)('of %s carries no tag', async (name, make) => {
    const original = await make()
    const [copy] = await picturesOf(original)
    const bytes = Buffer.from(copy?.bytes ?? [])
    const metadata = await sharp(bytes).metadata()
    expect(metadata.exif ?? metadata.xmp ?? metadata.icc ?? metadata.iptc).toBeUndefined()
    // JFIF (e0) holds the density of pixels and nothing else; no other application data, no comment.
    expect(segmentsOf(bytes).filter((kind) => /^e[1-9a-f]$|^fe$/.test(kind))).toEqual([])
    const planted = canaries.filter((canary) => original.includes(canary))
    expect(planted.length, name).toBeGreaterThan(0)
    for (const canary of canaries) expect(bytes.includes(canary), canary).toBe(false)
  })

  test.each(['jpeg', 'png', 'webp'] as const)(
    'of a %s stands upright in its colours',
    async (format) => {
      const [copy] = await picturesOf(await photo(format))
      const { width, height, at } = await pixelsOf(copy?.bytes ?? new Uint8Array())
      expect([width, height]).toEqual([32, 48])
      const near = (seen: number[], meant: number[]) =>
        seen.every((value, channel) => Math.abs(value - (meant[channel] ?? 0)) < 12)
      expect(near(at(16, 5), [230, 20, 20]), `${at(16, 5)}`).toBe(true)
      expect(near(at(16, 43), [20, 30, 200]), `${at(16, 43)}`).toBe(true)
    },
  )

  test('of a HEIC in wide colours has the same colours in narrow ones', async () => {
    const [copy] = await picturesOf(heic)
    const { at } = await pixelsOf(copy?.bytes ?? new Uint8Array())
    expect(
      at(4, 16).every((value, channel) => Math.abs(value - ([230, 20, 20][channel] ?? 0)) < 8),
    ).toBe(true)
  })

  test('of a PDF is its pages as pictures, the first twenty and no more', async () => {
    const made = await copyApart(pdfOf(23))
    if (!('pictures' in made)) throw new Error(made.refusal)
    expect([made.pictures.length, made.pagesInAll]).toEqual([20, 23])
    const { at, width } = await pixelsOf(made.pictures[19]?.bytes ?? new Uint8Array())
    const scale = width / 595
    const [red = 0, green = 255] = at(Math.round(150 * scale), Math.round((842 - 730) * scale))
    expect(red > 240 && green < 20).toBe(true)
  })

  test('is never larger than a screen needs', async () => {
    const wide = await sharp({
      create: { width: 6_000, height: 300, channels: 3, background: '#357' },
    })
      .png()
      .toBuffer()
    const [copy] = await picturesOf(wide)
    expect([copy?.width, copy?.height]).toEqual([2_400, 120])
  })
})

describe('a file that is not what it seems', () => {
  test('gives a reason and no copy, and nothing falls over (P14)', async () => {
    const jpeg = await photo('jpeg')
    const png = await photo('png')
    const cases: [string, Uint8Array, string][] = [
      ['cut JPEG', jpeg.subarray(0, jpeg.length >> 1), 'broken'],
      ['cut PNG', png.subarray(0, png.length - 60), 'broken'],
      ['cut HEIC', heic.subarray(0, heic.length - 200), 'broken'],
      ['cut PDF', pdfOf(1).subarray(0, 150), 'broken'],
      ['JPEG of noise', Buffer.concat([jpeg.subarray(0, 4), randomBytes(4_000)]), 'broken'],
      ['HEIC of noise', Buffer.concat([heic.subarray(0, 40), randomBytes(4_000)]), 'broken'],
      ['PDF of noise', Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(4_000)]), 'broken'],
      ['locked PDF', pdfOf(1, { locked: true }), 'encrypted'],
      ['30,000² pixels', pngOf(30_000, 30_000), 'too_large'],
      ['2³¹ pixels', pngOf(0x7fffffff, 1), 'broken'],
      ['MP3', Buffer.from('ID3\x04\0\0\0\0\0\0xxxxxxxxxxx'), 'sound'],
      ['MP4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), 'sound'],
      ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'unknown'],
      [
        'SVG',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        'unknown',
      ],
      ['nothing', new Uint8Array(), 'unknown'],
    ]
    for (const [name, bytes, refusal] of cases) expect(await refusalOf(bytes), name).toBe(refusal)
  }, 60_000)

  test('two kinds at once come out as one picture alone', async () => {
    const jpeg = await photo('jpeg')
    const tails = ['<script>CANARY-TEXT</script>', 'PK\x03\x04CANARY-TEXT', '%PDF-1.4 CANARY-TEXT']
    for (const tail of tails) {
      const [copy] = await picturesOf(Buffer.concat([jpeg, Buffer.from(tail, 'latin1')]))
      expect(Buffer.from(copy?.bytes ?? []).includes('CANARY-TEXT')).toBe(false)
    }
  })

  test('that takes too much memory or time is ended', async () => {
    const pages = pdfOf(1, { content: `0 0 m ${'500 800 l 10 10 l '.repeat(200_000)} S` })
    expect(await refusalOf(pages, { patience: 1_500, memory: 300 })).toBe('too_heavy')
    const interlaced = await sharp({
      create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' },
    })
      .png({ progressive: true })
      .toBuffer()
    expect(await refusalOf(interlaced, { patience: 20_000, memory: 160 })).toBe('too_heavy')
  }, 60_000)

  test('an EXIF block without end is passed over', async () => {
    const jpeg = await photo('jpeg')
    const bomb = Buffer.concat(
      Array.from({ length: 200 }, () =>
        Buffer.concat([
          Buffer.from([0xff, 0xe1, 0xff, 0xff]),
          Buffer.alloc(65_533, 'Exif\0\0II*\0'),
        ]),
      ),
    )
    const packed = deflateSync(bomb).length
    expect(packed).toBeLessThan(bomb.length)
    expect(await refusalOf(Buffer.concat([jpeg.subarray(0, 2), bomb, jpeg.subarray(2)]))).toBe(
      'a copy',
    )
  })
})

describe('black boxes', () => {
  test('take the pixels away, to the last one at the edge', async () => {
    const [copy] = await picturesOf(await photo('png'))
    const boxed = await boxedApart(copy?.bytes ?? new Uint8Array(), [
      { x: 0, y: 0, width: 100, height: 25.5 },
    ])
    if (!('pictures' in boxed)) throw new Error(boxed.refusal)
    const { at } = await pixelsOf(boxed.pictures[0]?.bytes ?? new Uint8Array())
    for (const x of [0, 15, 31]) expect(Math.max(...at(x, 4)), `${at(x, 4)}`).toBeLessThan(40)
    expect(at(16, 43)[2]).toBeGreaterThan(150)
  })
})

describe('at the console', () => {
  let house: OpenConsole
  const failures: string[] = []
  beforeAll(async () => {
    house = await openConsole()
  })
  afterAll(async () => {
    expect(failures).toEqual([])
    await house.check()
    await house.close()
  })

  const copy = () =>
    copyWaiting(house.house.console, house.vault, (_, error) => failures.push(String(error)))
  async function withFiles(...files: [string, string, Uint8Array][]) {
    const letter = await house.letter(
      {},
      files.map(([name, type, bytes]) => ({ name, type, bytes: new Uint8Array(bytes) })),
    )
    await copy()
    const { moderator } = house.people
    const view = await (await house.get(`/api/v1/feedback/${letter.id}`, moderator)).json()
    return { ...letter, view, files: view.attachments as { id: string; copy: unknown }[] }
  }

  test('every file gets a copy or a reason, once, by what it is and not by its name', async () => {
    const { files, view } = await withFiles(
      ['anh.png', 'image/png', await photo('jpeg')],
      ['don.pdf', 'application/pdf', pdfOf(2)],
      ['ghi-am.mp3', 'audio/mpeg', Buffer.from('ID3\x04\0\0\0\0\0\0xxxxxxxxxxx')],
      ['hong.jpg', 'image/jpeg', (await photo('jpeg')).subarray(0, 300)],
    )
    expect(files.map((file) => file.copy)).toEqual([
      { version: 1, pages: 1, pagesInAll: 1, refusal: null },
      { version: 1, pages: 2, pagesInAll: 2, refusal: null },
      { version: 1, pages: 0, pagesInAll: 0, refusal: 'sound' },
      { version: 1, pages: 0, pagesInAll: 0, refusal: 'broken' },
    ])
    expect(await copy()).toBe(0)
    const entries = await house.rows(
      `select convert_from(bytes, 'UTF8')::jsonb as said from custody_entries where kind = 'safe-copy.made' order by seq`,
    )
    expect(entries).toHaveLength(4)
    // No clock: when it was made is when it was sent.
    for (const { said } of entries) expect(said).not.toHaveProperty('time')
    const { moderator } = house.people
    const html = await (await house.get(`/y-kien/${view.id}`, moderator)).text()
    expect(html).toContain(`/y-kien/${view.id}/tep/${files[0]?.id}/trang/1?ban=1`)
    expect(html).toContain('Âm thanh và phim không ra khỏi bàn xử lý')
    expect(html).toContain('Tệp hỏng hoặc bị cắt cụt')
  }, 60_000)

  test('is shown to moderators and leads of the organisation alone', async () => {
    const { id, files } = await withFiles(['a.jpg', 'image/jpeg', await photo('jpeg')])
    const { moderator, lead, secretary, admin, stranger } = house.people
    const page = `/api/v1/feedback/${id}/attachments/${files[0]?.id}/pages/1`
    const seen = await house.get(page, moderator)
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect((await house.get(page, lead)).status).toBe(200)
    expect((await house.get(page, secretary)).status).toBe(403)
    expect((await house.get(page, admin)).status).toBe(403)
    expect((await house.get(page, stranger)).status).toBe(404)
    expect((await house.get(page.replace('pages/1', 'pages/2'), moderator)).status).toBe(404)
    expect((await house.get(`${page}?version=9`, moderator)).status).toBe(404)
  })

  test('a picture is covered in a new version; the version before stays sealed as it was', async () => {
    const { id, files } = await withFiles(
      ['a.jpg', 'image/jpeg', await photo('jpeg')],
      ['b.pdf', 'application/pdf', pdfOf(3)],
    )
    const { moderator } = house.people
    const path = `/api/v1/feedback/${id}/attachments/${files[1]?.id}`
    const boxes = [{ x: 0, y: 0, width: 100, height: 50 }]
    const made = await house.post(`${path}/boxes`, { version: 1, page: 2, boxes }, moderator)
    expect([made.status, await made.json()]).toEqual([201, { version: 2 }])
    const bytes = async (page: number, version: number) =>
      Buffer.from(
        await (
          await house.get(`${path}/pages/${page}?version=${version}`, moderator)
        ).arrayBuffer(),
      )
    expect((await bytes(1, 2)).equals(await bytes(1, 1))).toBe(true)
    const { at, width, height } = await pixelsOf(await bytes(2, 2))
    expect(Math.max(...at(width >> 1, height >> 2))).toBeLessThan(30)
    expect(
      Math.max(...(await pixelsOf(await bytes(2, 1))).at(width >> 1, height >> 2)),
    ).toBeGreaterThan(200)
    // Pages that did not change are sealed once.
    const [{ records }] = await house.rows(
      `select count(distinct p.record)::int as records from safe_copy_pages p join safe_copies c on c.id = p.copy_id
        where c.attachment_id = $1`,
      [files[1]?.id],
    )
    expect(records).toBe(4)
    const refused = await house.post(`${path}/boxes`, { version: 1, page: 9, boxes }, moderator)
    expect(refused.status).toBe(404)
    for (const wrong of [
      [],
      [{ x: -1, y: 0, width: 5, height: 5 }],
      [{ x: 0, y: 0, width: 0, height: 5 }],
    ]) {
      const answer = await house.post(
        `${path}/boxes`,
        { version: 1, page: 1, boxes: wrong },
        moderator,
      )
      expect(answer.status).toBe(400)
    }
  }, 60_000)

  test('numbers typed without JavaScript do the same, and come back when they are wrong', async () => {
    const { id, files } = await withFiles(['a.jpg', 'image/jpeg', await photo('jpeg')])
    const { moderator } = house.people
    const send = (fields: [string, string][]) =>
      house.app.request(`/y-kien/${id}/tep/${files[0]?.id}/che`, {
        method: 'POST',
        headers: { authorization: `Bearer ${moderator.token}` },
        body: new URLSearchParams([['version', '1'], ['page', '1'], ...fields]),
      })
    const row = (x: string, y: string, width: string, height: string): [string, string][] => [
      ['x', x],
      ['y', y],
      ['width', width],
      ['height', height],
    ]
    const none = await send([...row('', '', '', ''), ...row('', '', '', '')])
    expect([none.status, (await none.text()).includes('Chưa có ô nào đủ bốn số')]).toEqual([
      400,
      true,
    ])
    const half = await send(row('12,5', '10', '', '20'))
    expect(half.status).toBe(400)
    expect(await half.text()).toContain('value="12,5"')
    const done = await send([...row('12,5', '10', '30', '20'), ...row('', '', '', '')])
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      `/y-kien/${id}/tep/${files[0]?.id}/xem?ban=2`,
    ])
    const page = await house.get(String(done.headers.get('location')), moderator)
    expect(await page.text()).toContain('che 1 ô')
  })

  test('shredding a file takes its copies and every version of them', async () => {
    const { id, files } = await withFiles(['a.jpg', 'image/jpeg', await photo('jpeg')])
    const { moderator } = house.people
    const path = `/api/v1/feedback/${id}/attachments/${files[0]?.id}`
    const boxes = [{ x: 1, y: 1, width: 9, height: 9 }]
    expect(
      (await house.post(`${path}/boxes`, { version: 1, page: 1, boxes }, moderator)).status,
    ).toBe(201)
    const left = () =>
      house.rows(
        `select s.record from seals s join safe_copy_pages p on p.record = s.record join safe_copies c on c.id = p.copy_id
          where c.attachment_id = $1
         union all select k.record from data_keys k join safe_copy_pages p on p.record = k.record
          join safe_copies c on c.id = p.copy_id where c.attachment_id = $1`,
        [files[0]?.id],
      )
    expect(await left()).toHaveLength(4)
    await house.rows(`select shred($1, $2, 'erased')`, [
      actorIs(moderator).organisation,
      files[0]?.id,
    ])
    expect(await left()).toEqual([])
    expect((await house.get(`${path}/pages/1`, moderator)).status).toBe(404)
    expect(await copy()).toBe(0)
    const late = house.rows(
      `insert into safe_copy_pages select copy_id, 9, organisation_id, gen_random_uuid(), type, 1, 1, 1, commitment
        from safe_copy_pages where copy_id in (select id from safe_copies where attachment_id = $1) limit 1`,
      [files[0]?.id],
    )
    await expect(late).rejects.toThrow(/a copy of what is gone/)
  })

  test('the console’s job hears of a letter with files, and stops when told', async () => {
    const { vault, house: inner } = house
    const lines: string[] = []
    const job = startCopying({
      ...{ db: inner.console, databaseUrl: consoleUrlOf(inner.ownerUrl), vault },
      log: (line) => lines.push(line),
    })
    const bytes = new Uint8Array(await photo('webp'))
    const { id } = await house.letter({}, [{ name: 'a.webp', type: 'image/webp', bytes }])
    const copied = async () => {
      const view = await (await house.get(`/api/v1/feedback/${id}`, house.people.lead)).json()
      return view.attachments[0]?.copy?.version ?? null
    }
    await expect.poll(copied, { timeout: 20_000, interval: 200 }).toBe(1)
    await job.stop()
    expect(lines).toEqual([])
  }, 40_000)
})
