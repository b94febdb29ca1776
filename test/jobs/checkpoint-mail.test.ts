import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noteIn } from '../../src/custody/note-text.ts'
import { leaveCheckpointMails, mailCheckpoint } from '../../src/jobs/checkpoint-mail.ts'
import { NotYet } from '../../src/jobs/outbox.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { addKeeper, endKeeper } from '../../src/staff/keepers.ts'
import { custodyOver } from '../support/custody.ts'
import { type MailServer, mailServer, plainOf } from '../support/mail-server.ts'
import { consoleUrlOf, type OpenConsole, openConsole } from '../support/moderation.ts'
import { relayOver } from '../support/post.ts'
import { actorIs, asMember } from '../support/staff.ts'
import { eventually } from '../support/started.ts'
import { logTampers } from '../support/tamper.ts'

let house: OpenConsole
let log: ReturnType<typeof custodyOver>
let server: MailServer
let above: string
beforeAll(async () => {
  house = await openConsole()
  log = custodyOver(house.house.ownerUrl, house.house.console, house.ward)
  server = await mailServer()
  above = await added('Mặt trận tỉnh Sông Xanh', 'luu@songxanh.example')
})
afterAll(async () => {
  server.stop()
  expect(await log.faults()).toEqual([])
  await log.close()
  await house.close()
})
afterEach(async () => {
  server.taken.length = 0
  server.verdicts.length = 0
  await house.check()
})

const admin = () => house.people.admin
const added = (name: string, address: string) =>
  asMember(house.house.console, admin(), (tx) => addKeeper(tx, actorIs(admin()), { name, address }))
const setting = () => ({
  db: house.house.console,
  relay: relayOver(house, { smtpUrl: server.url }),
})
const mail = (keeper: string, number: number) =>
  mailCheckpoint(setting(), { keeper, number }).then(
    () => 'done',
    (thrown) => (thrown instanceof NotYet ? 'later' : 'broken'),
  )
const tries = async (keeper: string) =>
  (
    await house.rows('select outcome from checkpoint_mailings where keeper_id = $1 order by id', [
      keeper,
    ])
  ).map(({ outcome }) => outcome)

describe('a checkpoint that leaves the building', () => {
  it('is mailed once to those who keep it, whole, and without anybody’s data', async () => {
    const { receipt } = await house.letter({ text: 'Lời không được ra ngoài.' })
    const { number, note } = await log.checkpoint()
    expect(await leaveCheckpointMails(house.house.console)).toBe(1)
    expect(await mail(above, number)).toBe('done')
    expect(await mail(above, number)).toBe('done')
    expect(server.taken).toHaveLength(1)
    const [taken = ''] = server.taken
    expect(taken).toMatch(/^To: luu@songxanh\.example/m)
    const text = plainOf(taken)
    // What arrives is still the signed note, whatever stands around it.
    expect(noteIn(text)).toBe(note)
    expect(text).toContain('https://gopy.maylanh.example/kiem-chung')
    expect(text).not.toContain(receipt)
    expect(text).not.toMatch(/Lời không được|Mai Thị Xử Lý|Khu phố/)
    expect(await tries(above)).toEqual(['sent'])
    expect(await leaveCheckpointMails(house.house.console)).toBe(0)
  })

  it('is tried again while the server is busy or away, and given up when it refuses', async () => {
    const keeper = await added('Đảng ủy phường', 'vanphong@danguy.example')
    await log.append(1)
    const { number } = await log.checkpoint()
    server.verdicts.push('451 later', 'drop')
    expect(await mail(keeper, number)).toBe('later')
    expect(await mail(keeper, number)).toBe('done')
    expect(await mail(keeper, number)).toBe('done')
    expect(await tries(keeper)).toEqual(['retry', 'unsure'])
    expect(server.taken).toHaveLength(1)
    server.verdicts.push('550 no such mailbox')
    expect(await mail(above, number)).toBe('done')
    expect((await tries(above)).at(-1)).toBe('refused')
  })

  it('goes no more to whom it is no longer sent', async () => {
    const keeper = await added('Bà Nguyễn Thị Tám', 'tam@vidu.example')
    await asMember(house.house.console, admin(), (tx) => endKeeper(tx, actorIs(admin()), keeper))
    await log.append(1)
    const { number } = await log.checkpoint()
    expect(await mail(keeper, number)).toBe('done')
    expect(server.taken).toHaveLength(0)
    expect(await mail(keeper, 999)).toBe('done')
  })

  it('is sent by the console’s own jobs after the day’s checkpoint', async () => {
    await log.append(1)
    const { note } = await log.checkpoint()
    const lines: string[] = []
    await leaveCheckpointMails(house.house.console)
    const running = await startJobs({
      db: house.house.console,
      databaseUrl: consoleUrlOf(house.house.ownerUrl),
      vault: house.vault,
      signing: null,
      dataDir: tmpdir(),
      log: (line) => void lines.push(line),
      relay: relayOver(house, { smtpUrl: server.url }),
    })
    const told = await eventually(
      () => server.taken.map(plainOf).map(noteIn),
      (notes) => notes.includes(note),
    )
    await running.stop()
    expect(told).toContain(note)
  })

  it('shows later, as it stands in the mail, whether the log was changed since', async () => {
    await log.append(1)
    const { note } = await log.checkpoint()
    const given = { file: 'thu.eml', note: noteIn(`Kính gửi,\r\n${note}\r\nTrân trọng`) }
    expect(await log.faults(given)).toEqual([])
    const edited = 'an entry is edited and the whole chain computed again'
    const found = await log.faultsAfter(
      (tx) => logTampers[edited]?.(tx, log.front.id, 3) ?? Promise.resolve(),
      given,
    )
    expect(found.join()).toMatch(/in thu\.eml|tệp thu\.eml/)
  })
})
