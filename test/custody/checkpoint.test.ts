import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { as } from '../../db/connection.ts'
import { checkpoints } from '../../db/schema.ts'
import { checkpointAll, checkpointCovering } from '../../src/custody/checkpoint.ts'
import { headText, openHead, originOf, statedHead } from '../../src/custody/head.ts'
import { consistencyProof, inclusionProof } from '../../src/custody/nodes.ts'
import { signNote } from '../../src/custody/note.ts'
import { fileNameOf, writeOutside } from '../../src/custody/outside.ts'
import { consistencyHolds, emptyRoot, inclusionHolds, leafHash } from '../../src/custody/tree.ts'
import { Problem } from '../../src/problem.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { type CustodyHouse, custodyHouse, unguarded } from '../support/custody.ts'

let house: CustodyHouse
beforeEach(async () => {
  house = await custodyHouse()
})
afterEach(() => house.close())

const origin = originOf('ML')
const files = () => readdirSync(house.folder()).sort()
const asJobs = <T>(work: Parameters<typeof as<T>>[2]) =>
  as(house.console, { role: 'ydan_jobs' }, work)
const today = async () => {
  const { rows } = await house.owner.execute<{ day: string }>(
    sql`select to_char(today(), 'YYYY-MM-DD') as day`,
  )
  return rows[0]?.day ?? ''
}
const refusal = async (how = {}) => {
  const thrown = await house.checkpoint(house.front, how).then(
    () => null,
    (error) => error,
  )
  expect(thrown).toBeInstanceOf(Problem)
  expect(thrown).toMatchObject({ code: 'conflict' })
  return (thrown as Problem).sentence
}
const rowsOfLog = async () =>
  (await house.owner.select().from(checkpoints).orderBy(checkpoints.number)).map(
    ({ number, size }) => [number, size],
  )

describe('a checkpoint', () => {
  test('is signed over the log as it is, kept in the table and outside, the same bytes', async () => {
    await house.append(7)
    const made = await house.checkpoint()
    const head = await openHead(made.note, origin, [house.setting.signing.publicKey])
    expect(head).toMatchObject({ origin, size: 7, day: await today() })
    expect(files()).toEqual(['000001.checkpoint'])
    expect(readFileSync(join(house.folder(), '000001.checkpoint'), 'utf8')).toBe(made.note)
    const [row] = await house.owner.select().from(checkpoints)
    expect(row).toMatchObject({ number: 1, size: 7, day: await today(), note: made.note })
    expect(await house.faults()).toEqual([])
  })

  test('of an empty log states the root of nothing', async () => {
    const made = await house.checkpoint()
    expect(statedHead(made.note)).toMatchObject({ size: 0, root: emptyRoot })
    await house.append(1)
    expect((await house.checkpoint()).size).toBe(1)
    expect(await house.faults()).toEqual([])
  })

  test('is not made twice when nothing happened', async () => {
    await house.append(3)
    const first = await house.checkpoint()
    expect(await house.checkpoint()).toEqual(first)
    expect(await house.checkpoint(house.front, { thorough: false })).toEqual(first)
    expect(files()).toHaveLength(1)
  })

  test('at every size has the thorough and the quick way agree, with proofs that hold', async () => {
    let before = await house.checkpoint()
    for (let size = 1; size <= 34; size++) {
      await house.append(1, house.front, size % 3 === 0)
      const made = await house.checkpoint(house.front, { thorough: size % 2 === 0 })
      expect(made.size).toBe(size)
      const [old, now] = [statedHead(before.note), statedHead(made.note)]
      if (!old || !now) throw new Error('not a checkpoint')
      await asJobs(async (tx) => {
        const proof = await consistencyProof(tx, house.front.id, old.size, size)
        const holds = consistencyHolds(old.size, size, proof ?? [], old.root, now.root)
        expect(holds).toBe(old.size > 0)
        const at = (size * 7) % size
        const path = await inclusionProof(tx, house.front.id, at, size)
        const { rows } = await tx.execute<{ bytes: Buffer }>(
          sql`select bytes from custody_entries where organisation_id = ${house.front.id} and seq = ${at}`,
        )
        const leaf = leafHash(rows[0]?.bytes ?? new Uint8Array())
        expect(inclusionHolds(leaf, at, size, path ?? [], now.root)).toBe(true)
      })
      before = made
    }
    expect(await house.faults()).toEqual([])
    expect(await asJobs((tx) => checkpointCovering(tx, house.front.id, 5))).toMatchObject({
      size: 6,
    })
  })

  test('is made daily for every log, once a day', async () => {
    await house.append(5)
    await house.append(2, house.neighbour)
    expect(await checkpointAll(house.setting)).toEqual([])
    expect(house.log).toEqual(['checkpoint 1 of GN: 2 entries', 'checkpoint 1 of ML: 5 entries'])
    await house.append(1)
    expect(await checkpointAll(house.setting)).toEqual([])
    expect(house.log).toHaveLength(2)
  })

  test('made by two at once comes out as one series', async () => {
    await house.append(9)
    const both = await Promise.all([house.checkpoint(), house.checkpoint()])
    expect(both.map(({ size }) => size)).toEqual([9, 9])
    await house.append(1)
    await Promise.all([
      house.checkpoint(),
      house.checkpoint(house.front, { thorough: false }),
      house.append(1),
    ])
    expect(await house.faults()).toEqual([])
  })

  test('of a log of several pages agrees with the quick way', async () => {
    await house.append(4_500)
    await house.checkpoint(house.front, { thorough: false })
    await house.append(1_003)
    const made = await house.checkpoint(house.front, { thorough: false })
    expect(await house.checkpoint()).toEqual(made)
    expect(await house.faults()).toEqual([])
  })
})

describe('a crash in between', () => {
  test('before the file was written: the next look writes it', async () => {
    await house.append(4)
    const made = await house.checkpoint()
    rmSync(join(house.folder(), fileNameOf(1)))
    expect(await house.faults()).toEqual([])
    expect(await house.checkpoint()).toEqual(made)
    expect(files()).toEqual(['000001.checkpoint'])
  })

  test('a draft that was never finished is not taken for a checkpoint', async () => {
    await house.append(4)
    await house.checkpoint()
    writeFileSync(join(house.folder(), '.000002.checkpoint.draft'), 'ydan.lo')
    await house.append(1)
    expect((await house.checkpoint()).number).toBe(2)
  })

  test('a dump from before the newest checkpoint, with the same log: it is put back from outside', async () => {
    await house.append(4)
    await house.checkpoint()
    await house.append(2)
    await house.checkpoint()
    await house.owner.transaction((tx) =>
      unguarded(tx, ['checkpoints'], () =>
        tx.execute(sql`delete from checkpoints where number = 2`),
      ),
    )
    expect((await house.faults())[0]).toMatch(/checkpoint 2.*no longer in the database/)
    await house.append(1)
    expect((await house.checkpoint()).number).toBe(3)
    expect(house.log.join()).toMatch(/checkpoint 2 of ML.*put back/)
    expect(await rowsOfLog()).toEqual([
      [1, 4],
      [2, 6],
      [3, 7],
    ])
    expect(await house.faults()).toEqual([])
  })
})

describe('nothing is signed', () => {
  beforeEach(async () => {
    await house.append(6)
    await house.checkpoint()
    await house.append(5)
    await house.checkpoint()
  })
  const tampered = (table: string, change: ReturnType<typeof sql>) =>
    house.owner.transaction((tx) => unguarded(tx, [table], () => tx.execute(change)))
  afterEach(async () => expect(await rowsOfLog()).not.toContainEqual([3, 12]))

  test.each([{ thorough: true }, { thorough: false }])(
    'when the log got shorter, as after an older dump (%o)',
    async (how) => {
      await tampered('custody_entries', sql`delete from custody_entries where seq >= 6`)
      await house.owner.execute(sql`update custody_heads set size = 6`)
      await tampered(
        'custody_nodes',
        sql`delete from custody_nodes where (index + 1) * 2 ^ level > 6`,
      )
      await tampered('checkpoints', sql`delete from checkpoints where number > 1`)
      const { vi, en } = await refusal(how)
      expect(en).toMatch(/got shorter: .*checkpoint 2.* signed 11 entries, 6 are left/)
      expect(en).toMatch(/Up to \d\d\/\d\d\/\d{4} \(the first 6 entries\)/)
      expect(vi).toMatch(/Nhật ký ngắn đi/)
    },
  )

  test('when an old entry was rewritten, hash and tree and all', async () => {
    const forged = '{"actor":"00000000-0000-4000-8000-000000000000"}'
    await tampered(
      'custody_entries',
      sql`update custody_entries set bytes = convert_to(${forged}, 'UTF8') where seq = 8`,
    )
    const { en } = await refusal()
    expect(en).toMatch(/Entry 8 can no longer be read/)
    expect(en).toMatch(/the first 6 entries/)
  })

  test('when a new entry does not fit its hash, the quick way too', async () => {
    await house.append(1)
    await tampered(
      'custody_entries',
      sql`update custody_entries set leaf_hash = sha256('x'::bytea) where seq = 11`,
    )
    expect((await refusal({ thorough: false })).en).toMatch(/Entry 11: the hash does not fit/)
  })

  test('when the copy outside is another one', async () => {
    const { signing } = house.setting
    const head = { origin, size: 11, root: leafHash(new Uint8Array([1])), day: await today() }
    writeFileSync(
      join(house.folder(), fileNameOf(2)),
      await signNote(headText(head), origin, signing),
    )
    for (const how of [{}, { thorough: false }]) {
      expect((await refusal(how)).en).toMatch(/in the database differs from the copy kept outside/)
    }
  })

  test('when the copy outside is longer: the log was forked', async () => {
    const { signing } = house.setting
    const head = { origin, size: 12, root: leafHash(new Uint8Array([1])), day: await today() }
    const note = await signNote(headText(head), origin, signing)
    await writeOutside(house.folder(), { number: 3, note })
    await house.append(1)
    const { en } = await refusal()
    expect(en).toMatch(/not what .*checkpoint 3.* signed: somewhere in entries 11 /)
    expect(en).toMatch(/the first 11 entries/)
  })

  test('when the copy outside was signed by another key', async () => {
    const note = readFileSync(join(house.folder(), fileNameOf(2)), 'utf8')
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
    writeFileSync(join(house.folder(), fileNameOf(2)), await signNote(text, origin, signerFrom(9)))
    expect((await refusal()).en).toMatch(/differs|signed by another key/)
  })

  test('when our own key was replaced', async () => {
    const other = { ...house.setting, signing: signerFrom(9) }
    house.setting.log('')
    await expect(checkpointAll({ ...other })).resolves.toEqual([])
    await house.append(1)
    const { checkpoint } = await import('../../src/custody/checkpoint.ts')
    await expect(checkpoint(other, house.front)).rejects.toThrow(/signed by another key/)
    const earlier = { ...other, earlierKeys: [house.setting.signing.publicKey] }
    const made = await checkpoint(earlier, house.front)
    expect(made.size).toBe(12)
    await tampered('checkpoints', sql`delete from checkpoints where number = 3`)
  })

  test('when copies outside are gone', async () => {
    renameSync(house.folder(), `${house.folder()}-away`)
    expect((await refusal()).en).toMatch(/checkpoint 1.* its copy outside is gone/)
    expect((await refusal({ thorough: false })).en).toMatch(/its copy outside is gone/)
    renameSync(`${house.folder()}-away`, house.folder())
    expect((await house.checkpoint()).number).toBe(2)
  })

  test('when a checkpoint comes from the future: the clock went back', async () => {
    const { signing } = house.setting
    const { root } = statedHead((await house.checkpoint()).note) ?? { root: emptyRoot }
    const head = { origin, size: 11, root, day: '2999-01-01' }
    const note = await signNote(headText(head), origin, signing)
    await writeOutside(house.folder(), { number: 3, note })
    expect((await refusal()).en).toMatch(/dated 01\/01\/2999, a day that has not come/)
  })

  test('when the newest entry or checkpoint is ahead of the clock', async () => {
    await tampered(
      'checkpoints',
      sql`update checkpoints set made_at = now() + interval '1 hour' where number = 2`,
    )
    expect((await refusal()).en).toMatch(/The clock went back/)
    await tampered('checkpoints', sql`update checkpoints set made_at = now() where number = 2`)
    const bytes =
      '{"actor":"11111111-1111-4111-8111-111111111111","item":"11111111-1111-4111-8111-111111111111",' +
      '"kind":"cycle.opened","time":"2999-01-01T00:00:00.000Z","v":1}'
    await house.owner.execute(sql`
      insert into custody_entries select ${house.front.id}, 11, b, sha256('\\x00'::bytea || b), 'cycle.opened',
        '11111111-1111-4111-8111-111111111111' from (select convert_to(${bytes}, 'UTF8') as b) made`)
    await house.owner.execute(
      sql`update custody_heads set size = 12 where organisation_id = ${house.front.id}`,
    )
    expect((await refusal({ thorough: false })).vi).toMatch(/Đồng hồ chạy lùi/)
  })

  test('and one log that is refused does not keep the others from theirs', async () => {
    mkdirSync(house.folder(house.neighbour), { recursive: true })
    await house.append(2, house.neighbour)
    await tampered('checkpoints', sql`update checkpoints set day = day - 1`)
    expect(await checkpointAll(house.setting)).toEqual([house.front])
    expect(house.log.join('\n')).toMatch(/no checkpoint of ML: .*\n?.*/)
    expect(house.log.join('\n')).toMatch(/checkpoint 1 of GN: 2 entries/)
  })
})

describe('the tables', () => {
  let other: CustodyHouse
  beforeAll(async () => {
    other = await custodyHouse()
    await other.append(5)
    await other.checkpoint()
  })
  afterAll(() => other.close())

  test.each(['custody_nodes', 'checkpoints'])('%s refuses change by anyone', async (name) => {
    const table = sql.identifier(name)
    for (const change of [sql`delete from ${table}`, sql`truncate ${table}`]) {
      await expect(other.owner.execute(change)).rejects.toThrow()
      await expect(
        as(other.console, { role: 'ydan_jobs' }, (tx) => tx.execute(change)),
      ).rejects.toThrow()
    }
  })

  test('show an organisation its own rows and let staff write none', async () => {
    const who = { role: 'ydan_staff', organisation: other.neighbour.id } as const
    expect(await as(other.console, who, (tx) => tx.select().from(checkpoints))).toEqual([])
    const own = { ...who, organisation: other.front.id }
    expect(await as(other.console, own, (tx) => tx.select().from(checkpoints))).toHaveLength(1)
    const row = { organisationId: other.front.id, number: 2, size: 5, day: '2026-01-01', note: 'x' }
    await expect(
      as(other.console, own, (tx) => tx.insert(checkpoints).values(row)),
    ).rejects.toThrow()
  })
})
