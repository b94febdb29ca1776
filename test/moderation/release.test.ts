import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewFeedback } from '../../src/intake/feedback.ts'
import { copyWaiting } from '../../src/moderation/copying.ts'
import { describeRelease } from '../../src/moderation/release-asked.ts'
import { releasedOf } from '../../src/moderation/released.ts'
import { type OpenConsole, openConsole } from '../support/moderation.ts'
import { photo } from '../support/pictures.ts'
import { actorIs, asMember } from '../support/staff.ts'

const words = 'Bác trưởng khu phố hay quát bà con khi họp.\nHôm 5/9 bác quát cả người già.'

let house: OpenConsole
beforeAll(async () => {
  house = await openConsole()
})
afterAll(async () => {
  await house.check()
  await house.close()
})

async function letterWithPhoto(given: Partial<NewFeedback> = {}) {
  const bytes = new Uint8Array(await photo('jpeg'))
  const files = [{ name: 'a.jpg', type: 'image/jpeg', bytes }]
  const letter = await house.letter({ text: words, ...given }, files)
  await copyWaiting(house.house.console, house.vault, (_, error) => {
    throw error
  })
  const view = await (
    await house.get(`/api/v1/feedback/${letter.id}`, house.people.moderator)
  ).json()
  return { ...letter, file: String(view.attachments[0].id) }
}

const ask = (id: string, body: unknown, who = house.people.moderator) =>
  house.post(`/api/v1/feedback/${id}/releases`, body, who)
const answer = (approval: string, approve: boolean, who = house.people.lead) =>
  house.post(`/api/v1/approvals/${approval}`, { approve }, who)
const leftOf = async (id: string) =>
  asMember(house.house.console, house.people.moderator, async (tx) =>
    (await releasedOf(tx, [id])).get(id),
  )
const planted = (text: string) =>
  house.rows(
    `select record from texts where body like '%' || $1 || '%'
     union all select id from approvals where payload::text like '%' || $1 || '%'`,
    [text],
  )

describe('letting something out of moderation', () => {
  test('a file’s safe copy leaves when a lead agrees, in the very version that was asked for', async () => {
    const { id, file } = await letterWithPhoto()
    const asked = await ask(id, { attachment: file })
    expect(asked.status).toBe(202)
    const { approval } = await asked.json()
    expect(await leftOf(id)).toBeUndefined()
    expect((await ask(id, { attachment: file })).status).toBe(409)
    // Boxes drawn after the ask make another version: what was asked for is what leaves.
    const boxes = [{ x: 0, y: 0, width: 9, height: 9 }]
    const drawn = `/api/v1/feedback/${id}/attachments/${file}/boxes`
    await house.post(drawn, { version: 1, page: 1, boxes }, house.people.moderator)
    expect((await answer(approval, true)).status).toBe(200)
    const [first] = await house.rows(
      `select id from safe_copies where attachment_id = $1 and version = 1`,
      [file],
    )
    const released = await leftOf(id)
    expect(released).toMatchObject({
      verbatim: null,
      files: [
        {
          place: 1,
          copy: first.id,
          pagesInAll: 1,
          pages: [{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
        },
      ],
    })
    // Another version, another ask; the newer takes its place.
    const again = await (await ask(id, { attachment: file })).json()
    expect((await answer(again.approval, true)).status).toBe(200)
    expect((await leftOf(id))?.files).toHaveLength(1)
    expect((await leftOf(id))?.files[0]?.copy).not.toBe(first.id)
  })

  test('words leave as they stand, and lie readable nowhere before a lead agreed', async () => {
    const { id } = await letterWithPhoto()
    const passage = 'Hôm 5/9 bác quát cả người già.'
    const { approval } = await (await ask(id, { text: passage })).json()
    expect(await planted('quát cả người già')).toEqual([])
    expect((await answer(approval, true)).status).toBe(200)
    expect((await leftOf(id))?.verbatim).toBe(passage)
    for (const [text, why] of [
      ['Hôm 5/9 bác quát cả trẻ em.', 'changed'],
      ['   ', 'empty'],
      ['x'.repeat(4_001), 'long'],
    ]) {
      expect((await ask(id, { text })).status, why).toBe(400)
    }
  })

  test('needs two persons, of the right roles', async () => {
    const { id, file } = await letterWithPhoto()
    const { lead, secretary, stranger, both, moderator } = house.people
    expect((await ask(id, { attachment: file }, lead)).status).toBe(403)
    expect((await ask(id, { attachment: file }, secretary)).status).toBe(403)
    expect((await ask(id, { attachment: file }, stranger)).status).toBe(404)
    const { approval } = await (await ask(id, { attachment: file }, both)).json()
    expect((await answer(approval, true, both)).status).toBe(403)
    expect((await answer(approval, true, moderator)).status).toBe(403)
    expect((await answer(approval, true, stranger)).status).toBe(404)
    expect((await answer(approval, false)).status).toBe(200)
    expect(await leftOf(id)).toBeUndefined()
  })

  test('is refused where nothing may leave', async () => {
    const front = await letterWithPhoto({ use: 'front-only' })
    expect((await ask(front.id, { attachment: front.file })).status).toBe(409)
    const mp3 = new Uint8Array(Buffer.from('ID3\x04\0\0\0\0\0\0xxxxxxxxxxx'))
    const sound = await house.letter({ text: words }, [
      { name: 'a.mp3', type: 'audio/mpeg', bytes: mp3 },
    ])
    const [{ id: file }] = await house.rows(
      'select a.id from attachments a join unpacked u using (letter_id) where u.feedback_id = $1',
      [sound.id],
    )
    expect((await ask(sound.id, { attachment: file })).status).toBe(409)
    const other = await letterWithPhoto()
    expect((await ask(sound.id, { attachment: other.file })).status).toBe(404)
    const diverted = await letterWithPhoto()
    const divert = { verdict: 'divert', reason: 'denunciation' }
    const path = `/api/v1/feedback/${diverted.id}/decisions`
    expect((await house.post(path, divert, house.people.moderator)).status).toBe(201)
    expect((await ask(diverted.id, { attachment: diverted.file })).status).toBe(409)
  })

  test('does not stand when the sender withdraws while it waits', async () => {
    const { id, file } = await letterWithPhoto()
    const { approval } = await (await ask(id, { attachment: file })).json()
    await house.rows(
      `insert into sender_acts (organisation_id, thread_id, act, day, entry_seq)
        select organisation_id, thread_id, 'withdraw', today(),
          custody_append(organisation_id, 'sender.withdraw', thread_id, p_by_sender => true)
        from feedback where id = $1`,
      [id],
    )
    await house.rows('select project($1)', [id])
    expect((await answer(approval, true)).status).toBe(409)
    expect(await leftOf(id)).toBeUndefined()
  })

  test('is taken back by one person alone, with the reason', async () => {
    const { id, file } = await letterWithPhoto()
    const { approval } = await (await ask(id, { attachment: file })).json()
    await answer(approval, true)
    const { moderator, secretary } = house.people
    const [{ id: release }] = await house.rows('select id from releases where approval_id = $1', [
      approval,
    ])
    const path = `/api/v1/feedback/${id}/releases/${release}/withdrawals`
    const reason = { reason: 'Trong hình còn biển số xe.' }
    expect((await house.post(path, {}, moderator)).status).toBe(400)
    expect((await house.post(path, reason, secretary)).status).toBe(403)
    expect((await house.post(path, reason, moderator)).status).toBe(201)
    expect((await house.post(path, reason, moderator)).status).toBe(409)
    expect(await leftOf(id)).toBeUndefined()
  })

  test('ends with the erasure of the words or the file', async () => {
    const { id, file } = await letterWithPhoto()
    for (const wish of [{ attachment: file }, { text: 'bác quát cả người già' }]) {
      const { approval } = await (await ask(id, wish)).json()
      expect((await answer(approval, true)).status).toBe(200)
    }
    const open = await (await ask(id, { text: 'hay quát bà con' })).json()
    const sealedFor = () =>
      house.rows(
        `select s.record from seals s join approvals a on s.record = (a.payload ->> 'release')::uuid
          where a.payload ->> 'feedback' = $1`,
        [id],
      )
    expect(await sealedFor()).toHaveLength(2)
    const { organisation } = actorIs(house.people.lead)
    await house.rows(`select shred($1, $2, 'erased')`, [organisation, file])
    expect(await leftOf(id)).toMatchObject({ files: [], verbatim: 'bác quát cả người già' })
    await house.rows(`select shred($1, $2, 'erased')`, [organisation, id])
    expect(await leftOf(id)).toBeUndefined()
    expect(await sealedFor()).toEqual([])
    expect((await answer(open.approval, true)).status).toBe(409)
  })

  test('shows the lead what would leave, and what the sender said', async () => {
    const { id } = await letterWithPhoto()
    const { approval } = await (await ask(id, { text: 'bác quát cả người già' })).json()
    const { lead } = house.people
    const about = await asMember(house.house.console, lead, async (tx) => {
      const { rows } = await tx.execute<{ subject: string; payload: unknown }>(
        `select subject, payload from approvals where id = '${approval}'`,
      )
      const [row] = rows
      if (!row) throw new Error('no ask')
      return describeRelease(house.vault)(tx, actorIs(lead), row, ({ vi }) => vi)
    })
    expect(about.lines.map(({ text }) => text)).toContain('bác quát cả người già')
    const page = await house.app.request(`/y-kien/${id}/cho-ra`, {
      headers: { authorization: `Bearer ${lead.token}` },
    })
    expect(await page.text()).toContain('chờ người thứ hai')
  })

  test('is asked for on its page, where what was typed comes back', async () => {
    const { id } = await letterWithPhoto()
    const { moderator } = house.people
    const send = (path: string, fields: Record<string, string>) =>
      house.app.request(`/y-kien/${id}/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${moderator.token}` },
        body: new URLSearchParams(fields),
      })
    const wrong = await send('cho-ra', { text: 'Không có câu này.' })
    const html = await wrong.text()
    expect([
      wrong.status,
      html.includes('Không có câu này.'),
      html.includes('không sửa chữ nào'),
    ]).toEqual([400, true, true])
    expect((await send('cho-ra', { text: 'hay quát bà con\r\nkhi họp' })).status).toBe(303)
  })
})
