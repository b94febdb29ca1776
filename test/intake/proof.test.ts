import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../db/connection.ts'
import { doorThrough } from '../../db/door-through.ts'
import { headText, originOf, statedHead } from '../../src/custody/head.ts'
import { signNote } from '../../src/custody/note.ts'
import { readProof } from '../../src/custody/tlog-proof.ts'
import { emptyRoot } from '../../src/custody/tree.ts'
import { threadInLog } from '../../src/intake/log-proof.ts'
import { shownDay } from '../../views/dates.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { custodyOver, undone } from '../support/custody.ts'
import { type OpenLetterbox, openLetterbox } from '../support/letterbox.ts'
import { logTampers } from '../support/tamper.ts'

let box: OpenLetterbox
let console: ReturnType<typeof connect>
let log: ReturnType<typeof custodyOver>
const secret = 'Bác hay vứt rác trước nhà bà Tám.'

beforeAll(async () => {
  box = await openLetterbox()
  console = connect(box.database.consoleUrl, { max: 2, name: 'test' })
  log = custodyOver(box.database.ownerUrl, console.db, box.ward)
  await log.append(5)
})
afterAll(async () => {
  await log.close()
  await console.close()
  await box.close()
})

async function sent(): Promise<{ receipt: string; digest: string; day: string }> {
  const about = [{ official: box.ward.head }]
  const letter = { area: 'ML-3', kind: 'comment', about, text: secret, use: 'record' }
  return (await box.post('/api/v1/feedback', letter)).json()
}
const page = async (path: string, fields: Record<string, string | File>) => {
  const answer = await box.form(path, fields)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const look = async (receipt: string) => (await page('/tra-cuu', { receipt })).text
const check = async (text: string) => (await page('/kiem-chung/tep', { text })).text
const saved = (receipt: string) => page('/tra-cuu/chung-minh', { receipt })
/** Sends a letter that a checkpoint covers. */
async function proven() {
  const letter = await sent()
  const { note } = await log.checkpoint()
  return { ...letter, note, file: (await saved(letter.receipt)).text }
}

describe('/tra-cuu', () => {
  it('says that the entry waits for the next checkpoint, and then that it lies there unchanged', async () => {
    const { receipt, day } = await sent()
    expect(await look(receipt)).toContain('Sau điểm chốt kế tiếp')
    expect((await saved(receipt)).status).toBe(409)
    await log.checkpoint()
    const html = await look(receipt)
    expect(html).toMatch(/Thư này nằm ở mục số 5 của nhật ký/)
    expect(html).toContain(`từ điểm chốt ngày ${shownDay(day)}`)
    await log.append(70)
    await sent()
    await log.checkpoint()
    expect(await look(receipt)).toMatch(/Thư này nằm ở mục số 5 của nhật ký/)
  })

  it('tells no time finer than the day', async () => {
    const { receipt, file } = await proven()
    for (const text of [await look(receipt), file]) expect(text).not.toMatch(/\d\d:\d\d/)
    const entry = new TextDecoder().decode(readProof(file)?.extra)
    expect(JSON.parse(entry)).not.toHaveProperty('time')
  })

  it('warns loudly when the log does not fit, whatever the database says', async () => {
    const { receipt, digest, file } = await proven()
    const index = readProof(file)?.index ?? 0
    for (const name of [
      'an entry is edited and the whole chain computed again',
      'an entry is deleted, the rest renumbered, the chain computed again',
      'two entries are swapped and the chain computed again',
    ]) {
      for (const at of [0, index - 1]) {
        const found = await undone(log.owner, async (tx) => {
          await logTampers[name]?.(tx, log.front.id, at)
          const door = doorThrough((statement) => tx.execute(statement))
          return threadInLog({ ...box.intake, box: { ...box.intake.box, door } }, receipt, digest)
        })
        expect(found, `${name} at ${at}`).toBe('broken')
      }
    }
    expect(await look(receipt)).toContain('không ai sửa, thay hay bỏ đi')
  })
})

describe('the saved proof', () => {
  it('holds no word of the letter and no code, and shows the same at /kiem-chung', async () => {
    const { receipt, digest, day, file } = await proven()
    expect(file).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra /)
    expect(file).not.toContain(receipt)
    expect(file).not.toContain('rác')
    const entry = JSON.parse(new TextDecoder().decode(readProof(file)?.extra))
    expect(entry).toMatchObject({ kind: 'letter.received', commitment: digest, day })
    const html = await check(file)
    expect(html).toContain('nằm trong nhật ký lưu chuyển của ML')
    expect(html).toContain(`đã nhận một lá thư ngày ${shownDay(day)}`)
    expect(html).not.toContain('rác')
  })

  it('is taken as a file, and however it was copied', async () => {
    const { file } = await proven()
    const upload = await page('/kiem-chung/tep', { file: new File([file], 'x.txt'), text: '' })
    expect(upload.text).toContain('Đúng. Mục số')
    for (const copy of [
      file.replaceAll('\n', '\r\n'),
      `\uFEFF${file.trim()}`,
      `  \n${file.replaceAll('\n', ' \n').replace(' \n \n', '\n\n')}  `,
      file.replace('— ', '- '),
    ]) {
      expect(await check(copy), JSON.stringify(copy)).toContain('Đúng. Mục số')
    }
  })

  it('goes on after the letter was erased, and says when and by what', async () => {
    const { receipt, file, day } = await proven()
    const { item, subject } = JSON.parse(new TextDecoder().decode(readProof(file)?.extra))
    await box.rows(`select shred($1, $2, 'sender')`, [log.front.id, item])
    const [head] = await box.rows(
      `select custody_append($1, 'feedback.erased', f) as seq
      from (select $2::uuid as f) x`,
      [log.front.id, subject],
    )
    expect(head).toBeDefined()
    const html = await check(file)
    expect(html).toContain('Đúng. Mục số')
    expect(html).toContain(`đã hủy ngày ${shownDay(day)}, theo yêu cầu của người gửi`)
    expect(await look(receipt)).toContain('theo yêu cầu của người gửi')
    await log.checkpoint()
    expect(await check(file)).toContain('theo yêu cầu của người gửi')
  })

  it('is refused with its own sentence when anything about it is wrong', async () => {
    const { file, note } = await proven()
    const proof = readProof(file)
    const swap = (from: string, to: string) => file.replace(from, to)
    const stated = statedHead(note)
    if (!proof || !stated) throw new Error('unreadable')
    const resigned = async (by: number, origin = originOf('ML')) =>
      file.slice(0, file.indexOf('\n\n') + 2) +
      (await signNote(headText({ ...stated, origin }), origin, signerFrom(by)))
    const lines = file.split('\n')
    const cases: [string, string][] = [
      ['', 'Xin chọn tệp hoặc dán nội dung'],
      ['thư thường', 'không phải tệp chứng minh hay điểm chốt'],
      [file.slice(0, 120), 'không phải tệp chứng minh hay điểm chốt'],
      [lines.filter((line) => !line.startsWith('extra')).join('\n'), 'không phải tệp chứng minh'],
      [swap(`index ${proof.index}`, `index ${proof.index - 1}`), 'không nằm trong nhật ký mà'],
      [swap(lines[1] ?? '', (lines[1] ?? '').replace('Ijoi', 'Ijoj')), 'Không'],
      [swap(`\n${stated.size}\n`, `\n${stated.size - 1}\n`), 'chữ ký không khớp'],
      [await resigned(9), 'chữ ký là của một khóa khác'],
      [await resigned(3, originOf('GN')), 'không nằm trong nhật ký|không còn mục ấy'],
      [await resigned(3, 'example.com/ML'), 'không phải tệp chứng minh'],
    ]
    for (const [text, words] of cases) expect(await check(text), text).toMatch(new RegExp(words))
  })

  it('is not handed out for a wrong or malformed receipt, and guesses are counted', async () => {
    for (const receipt of ['1111-2222-3333-4444-5555', 'abc', '']) {
      const { status, text } = await saved(receipt)
      expect(status).toBe(404)
      expect(text).not.toContain('tlog-proof')
    }
  })
})

describe('a checkpoint that is brought', () => {
  it('holds while the log continues from it, pasted from paper, mail or a QR code', async () => {
    const { note, size } = await log.checkpoint()
    await log.append(9)
    await log.checkpoint()
    const flat = note.replace(/\s+/g, ' ')
    const mail = `Kính gửi quý cơ quan,\r\n\r\n${note.replaceAll('\n', '\r\n')}\r\nTrân trọng.`
    for (const copy of [note, note.trim(), flat, mail, note.replace('— ', '– ')]) {
      expect(await check(copy), copy).toContain(`(${size} mục) là của ML, đúng chữ ký`)
    }
  })

  it('of every size holds: 0, 1, 2^k ± 1', async () => {
    const { rows } = await log.owner.execute<{ hash: Buffer }>(
      `select leaf_hash as hash from custody_entries where organisation_id = '${log.front.id}' order by seq`,
    )
    const { growth } = await import('../../src/custody/growth.ts')
    const tree = growth()
    const day = '2026-01-02'
    for (let size = 0; size <= Math.min(rows.length, 70); size++) {
      const root = size === 0 ? emptyRoot : tree.root()
      const text = headText({ origin: originOf('ML'), size, root, day })
      const note = await signNote(text, originOf('ML'), signerFrom(3))
      expect(await check(note), `size ${size}`).toContain(`(${size} mục) là của ML`)
      tree.add(rows[size]?.hash as Uint8Array)
    }
  })

  it('that is newer than the log, of another one, forged or forked is told apart', async () => {
    const { note } = await log.checkpoint()
    const stated = statedHead(note)
    if (!stated) throw new Error('unreadable')
    const by = (more: object, key = 3, origin = originOf('ML')) =>
      signNote(headText({ ...stated, origin, ...more }), origin, signerFrom(key))
    const cases: [string, string][] = [
      [await by({ size: stated.size + 4 }), 'mới hơn nhật ký đang có'],
      [await by({ size: stated.size - 1 }), 'không nối tiếp từ nó'],
      [await by({ root: new Uint8Array(32) }), 'không nối tiếp từ nó'],
      [await by({}, 9), 'chữ ký là của một khóa khác'],
      [await by({}, 3, originOf('GN')), 'mới hơn nhật ký đang có'],
      [note.replace(`day ${stated.day}`, 'day 2020-01-01'), 'chữ ký không khớp'],
    ]
    for (const [text, words] of cases) expect(await check(text), text).toContain(words)
  })

  it('cannot be judged by a letterbox that was not told the keys, which says so', async () => {
    const { note } = await log.checkpoint()
    const { intakeApp } = await import('../../src/intake/app.tsx')
    const { signingKeys: _, ...blind } = box.intake
    const body = new FormData()
    body.append('text', note)
    const answer = await intakeApp(blind).request('/kiem-chung/tep', { method: 'POST', body })
    expect(await answer.text()).toContain('SIGNING_PUBLIC_KEYS')
  })
})
