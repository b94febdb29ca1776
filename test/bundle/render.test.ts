import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { as } from '../../db/connection.ts'
import type { Print } from '../../src/bundle/build.ts'
import { sha256 } from '../../src/bundle/check.ts'
import { bytesOf, type InTx, keptFile } from '../../src/bundle/kept.ts'
import { printPapersApart } from '../../src/bundle/press-apart.ts'
import { rebuild, render } from '../../src/bundle/render.ts'
import { verifyBundle } from '../../src/bundle/verify.ts'
import { unpack } from '../../src/bundle/zip.ts'
import { checkpointOfFreeze } from '../../src/jobs/checkpoints.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { makeFeedback } from '../support/accepted-feedback.ts'
import {
  frozen,
  type MeetingHouse,
  meetingHouse,
  type YearEnd,
  yearEnd,
} from '../support/meeting-house.ts'

let house: MeetingHouse
let end: YearEnd
let bundle: string

beforeAll(async () => {
  house = await meetingHouse()
  end = await yearEnd(house, 'in')
  bundle = await frozen(house, end)
})
afterAll(() => house.close())

async function zipOf(id: string): Promise<Uint8Array> {
  const { db } = house.pools.console
  const inTx: InTx = (work) => as(db, { role: 'ydan_jobs' }, work)
  const kept = await inTx((tx) => keptFile(tx, id, 'zip'))
  if (!kept) throw new Error('not rendered')
  return bytesOf(inTx, kept)
}

describe('a bundle of the real log', () => {
  test('is proven by a checkpoint made after its freeze', async () => {
    const key = fingerprint(house.signing.publicKey)
    const verdict = await verifyBundle(await zipOf(bundle), { key })
    expect(verdict.findings.filter(({ holds }) => !holds)).toEqual([])
    expect(verdict.ok).toBe(true)
    expect(verdict.head?.size).toBeGreaterThan(verdict.contents?.custody.size ?? Number.NaN)
  })

  test('is built again to the same bytes, also after the log and its checkpoints went on', async () => {
    const first = sha256(await zipOf(bundle))
    const again = () => rebuild(house.pools.console.db, house.signing, house.vault, bundle)
    expect(sha256((await again()).zip)).toBe(first)
    await makeFeedback(house.owner, {
      organisation: end.ward.id,
      area: end.ward.neighbourhood,
      by: end.secretary.person,
      officials: [end.official.id],
    })
    const { pools, signing, dataDir } = house
    await checkpointOfFreeze({ db: pools.console.db, signing, dataDir, log: () => {} }, bundle)
    expect(sha256((await again()).zip)).toBe(first)
  })

  test('holds no entry that names a receipt, and no id of a letter or thread', async () => {
    const { files } = unpack(await zipOf(bundle))
    const decoded = [...files].map(([path, bytes]) => {
      const text = new TextDecoder().decode(bytes)
      const extra = /^extra (\S+)$/m.exec(text)?.[1]
      return `${path} ${text} ${extra ? atob(extra) : ''}`
    })
    const told = decoded.join('\n')
    const { rows } = await house.owner.query('select id, thread_id from letters')
    for (const { id, thread_id } of rows) {
      expect(told).not.toContain(id)
      expect(told).not.toContain(thread_id)
    }
    expect(told).toContain('feedback.numbered')
    expect(told).not.toContain('letter.received')
  })

  test('is not rendered while no checkpoint covers the freeze', async () => {
    const other = await yearEnd(house, 'cho')
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const path = `review-records/${other.official.record}/bundles`
    const asked = await house.call(other.secretary.token, 'POST', path, { cutOff: today })
    const approval = `approvals/${asked.body.approval}`
    await house.call(other.lead.token, 'POST', approval, { approve: true })
    await expect(
      rebuild(house.pools.console.db, house.signing, house.vault, asked.body.id),
    ).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})

describe('the volumes of a long bundle', () => {
  const print: Print = (contents, seal) => printPapersApart(contents, seal, 1)
  let long: string
  let answer: (path: string) => Promise<Response>

  beforeAll(async () => {
    const other = await yearEnd(house, 'dai')
    const { token } = other.secretary
    const path = `review-records/${other.official.record}/bundles`
    const cutOff = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const asked = await house.call(token, 'POST', path, { cutOff })
    await house.call(other.lead.token, 'POST', `approvals/${asked.body.approval}`, {
      approve: true,
    })
    long = asked.body.id
    const { pools, signing, dataDir, vault } = house
    await checkpointOfFreeze({ db: pools.console.db, signing, dataDir, log: () => {} }, long)
    await render(pools.console.db, signing, vault, long, print)
    const headers = { authorization: `Bearer ${token}` }
    answer = async (of) => house.apps.console.request(of, { headers })
  })

  test('are kept beside the ZIP, each to be downloaded', async () => {
    const { files } = await (await answer(`/api/v1/bundles/${long}`)).json()
    expect(files).toEqual(['docx', 'pdf', 'pdf-2', 'xlsx', 'zip'])
    const inside = unpack(await zipOf(long)).files
    for (const [ending, path] of [
      ['pdf', 'tong-hop.pdf'],
      ['pdf-2', 'tong-hop-tap-2.pdf'],
    ] as const) {
      for (const place of ['/tap', '/api/v1/bundles']) {
        const got = await answer(`${place}/${long}.${ending}`)
        expect(got.status).toBe(200)
        expect(got.headers.get('content-type')).toBe('application/pdf')
        const bytes = new Uint8Array(await got.arrayBuffer())
        expect(sha256(bytes)).toBe(sha256(inside.get(path) ?? new Uint8Array()))
      }
    }
    const second = await answer(`/tap/${long}.pdf-2`)
    expect(second.headers.get('content-disposition')).toContain('-tap-2.pdf"')
    for (const ending of ['pdf-1', 'pdf-3', 'pdf-02', 'pdf-', 'docx-2']) {
      expect((await answer(`/tap/${long}.${ending}`)).status, ending).toBe(404)
    }
    const page = await (await answer(`/tap/${long}`)).text()
    expect(page).toContain(`/tap/${long}.pdf-2"`)
    expect(page).toContain('tập 2')
  })

  test('are proven with the rest, and built again to the same bytes', async () => {
    const zip = await zipOf(long)
    const key = fingerprint(house.signing.publicKey)
    expect((await verifyBundle(zip, { key })).ok).toBe(true)
    const { pools, signing, vault } = house
    const again = await rebuild(pools.console.db, signing, vault, long, print)
    expect(sha256(again.zip)).toBe(sha256(zip))
  })
})

describe('numbered copies', () => {
  const ask = (token: string, form: Record<string, string>, door: 'console' | 'desk' = 'console') =>
    house.apps[door].request(`/tap/${bundle}/ban-so`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(form),
    })

  test('come as one file with the list to sign, and are noted as opened', async () => {
    const answer = await ask(end.secretary.token, { copies: '15', first: '7', last: '8' })
    expect(answer.status).toBe(200)
    const { files } = unpack(new Uint8Array(await answer.arrayBuffer()))
    expect([...files.keys()]).toEqual(['ban-so-07-den-08.pdf', 'danh-sach-ky-nhan-thu-hoi.pdf'])
    for (const bytes of files.values()) {
      expect(new TextDecoder('latin1').decode(bytes)).toMatch(/^%PDF-/)
    }
    const { rows } = await house.owner.query(
      `select person_id from openings where bundle_id = $1 and what = 'copies'`,
      [bundle],
    )
    expect(rows).toEqual([{ person_id: end.secretary.person }])
  })

  const wrong: [Record<string, string>, string][] = [
    [{}, 'none'],
    [{ copies: '0' }, 'zero'],
    [{ copies: '100' }, 'too many'],
    [{ copies: '5', first: '4', last: '3' }, 'backwards'],
    [{ copies: '5', last: '6' }, 'beyond the last'],
    [{ copies: 'mười' }, 'no number'],
  ]
  test.each(wrong)('are refused with the sentence beside the field: %j (%s)', async (form) => {
    const answer = await ask(end.secretary.token, form)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Xin ghi số từ 1 đến 99')
  })

  test('are made at the console alone', async () => {
    expect((await ask(end.secretary.token, { copies: '2' }, 'desk')).status).toBe(404)
  })
})
