import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '../../src/intake/gate.ts'
import { takeMail } from '../../src/intake/mail.ts'
import { mail } from '../channels/fixtures/mail.ts'
import { ofZalo, openChats } from '../conversation/house.ts'
import { type CounterHouse, counterHouse } from '../support/counter-house.ts'
import { custodyOver } from '../support/custody.ts'
import { ours } from '../support/post.ts'
import { staffMember } from '../support/staff.ts'

let house: CounterHouse
beforeAll(async () => {
  house = await counterHouse({ channels: ['zalo', 'email'], mailbox: ours })
})
afterAll(async () => {
  expect(house.failures).toEqual([])
  await house.close()
})
afterEach(() => house.check())

const page = async (who = house.people.admin) => (await house.get(who, '/bat-dau')).text()
const ask = (who = house.people.admin) => house.form(who, '/bat-dau/thu', {})
const wordIn = (html: string) => />(thử \d{4}-\d{4})</.exec(html)?.[1] ?? ''
const lineOf = (html: string, channel: string) =>
  new RegExp(`<tr><th scope="row">${channel}</th>([\\s\\S]*?)</tr>`).exec(html)?.[1] ?? ''
const count = async (table: string) =>
  Number((await house.rows(`select count(*) from ${table}`))[0]?.count)
const feedbackCount = () => count('feedback')
const sealsLeft = () =>
  house.rows(`select s.field from seals s join trial_arrivals a on s.record = a.letter_id
    union all select s.field from seals s join letters l on l.thread_id = s.record
      join trial_arrivals a on a.letter_id = l.id`)

describe('a test of a channel', () => {
  it('is a word, the same while it is good, and said in the log', async () => {
    expect(wordIn(await page())).toBe('')
    expect((await ask()).status).toBe(303)
    const html = await page()
    const word = wordIn(html)
    expect(word).toMatch(/^thử \d{4}-\d{4}$/)
    await ask(house.people.secretary)
    expect(wordIn(await page(house.people.secretary))).toBe(word)
    expect(lineOf(html, 'trang mạng')).toContain('chưa tới')
    expect(lineOf(html, 'thư điện tử')).toContain('gopy+ML@maylanh.example')
    const entries = await house.rows("select item from custody_entries where kind = 'trial.asked'")
    expect(entries).toHaveLength(1)
    expect((await ask(house.people.clerk)).status).toBe(403)
  })

  it('shows that a letter of the form arrived, which is shredded and counts nowhere', async () => {
    const word = wordIn(await page())
    const before = [await feedbackCount(), await count('targets')]
    const files = [{ name: 'a.png', type: 'image/png', data: 'iVBORw0KGgoAAA==' }]
    const contact = { channel: 'email', address: 'thu@vidu.example', consent: true }
    const answer = await house.letter({
      text: ` ${word.replace('-', ' ')} nhé`,
      attachments: files,
      contact,
    })
    expect(answer.status).toBe(201)
    const { receipt } = await answer.json()
    await house.unpack()
    expect([await feedbackCount(), await count('targets')]).toEqual(before)
    const html = await page()
    expect(lineOf(html, 'trang mạng')).toMatch(/✓ đã tới \d\d\/\d\d\/\d{4}/)
    expect(lineOf(html, 'trang mạng')).toContain('<td class="number">0</td>')
    expect(await sealsLeft()).toEqual([])
    expect(await house.rows('select from attachments a join seals s on s.record = a.id')).toEqual(
      [],
    )
    const shredded = await house.rows(
      `select e.kind from custody_entries e join trial_arrivals a on a.letter_id = e.item and e.kind = 'record.shredded'`,
    )
    expect(shredded).toHaveLength(1)
    // Whoever holds its receipt may even write on; that is the test's, too.
    const more = await house.letterbox.request('/api/v1/thread/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt, text: 'Thêm một dòng.' }),
    })
    expect(more.status).toBe(201)
    await house.unpack()
    await house.unpack()
    expect(await feedbackCount()).toBe(before[0])
    expect(await sealsLeft()).toEqual([])
    const waiting = await house.rows(
      'select from letters l where not exists (select from unpacked u where u.letter_id = l.id) and not exists (select from trial_arrivals t where t.letter_id = l.id)',
    )
    expect(waiting).toEqual([])
  })

  it('shows that a mail arrived, and keeps nothing of it', async () => {
    const word = wordIn(await page())
    const body = `Thử giúp tôi: ${word}\r\n-- \r\nBảy, 0912 345 678`
    const headers = { To: 'gopy+ML@maylanh.example', 'Content-Type': 'text/plain; charset=utf-8' }
    await takeMail(house.box, mail(headers, body), { ours, gate: createGate(house.box.pepper) })
    const before = await feedbackCount()
    await house.unpack()
    expect(await feedbackCount()).toBe(before)
    expect(lineOf(await page(), 'thư điện tử')).toContain('✓')
    expect(await sealsLeft()).toEqual([])
  })

  it('is no way to make a letter vanish: what says more, or another word, is a letter', async () => {
    const word = wordIn(await page())
    const [, number = ''] = word.split(' ')
    const before = await feedbackCount()
    const texts = [
      `${word}. ${'Bác trưởng khu phố hay quát bà con. '.repeat(10)}`,
      number,
      `thử ${number}1`,
      'thử 0000-0000 nhé',
      `Nhà số ${number} rất ồn`,
    ]
    for (const text of texts) expect((await house.letter({ text })).status).toBe(201)
    await house.unpack()
    expect(await feedbackCount()).toBe(before + texts.length)
    const stranger = await staffMember(house.house.owner, house.ward.neighbour, 'Phan Trị', 'admin')
    await ask(stranger)
    const theirs = wordIn(await page(stranger))
    expect(theirs).not.toBe(word)
    await house.letter({ text: theirs })
    await house.unpack()
    expect(await feedbackCount()).toBe(before + texts.length + 1)
    expect(await page(stranger)).not.toContain('✓ đã tới')
  })

  it('is good for a day', async () => {
    const word = wordIn(await page())
    await house.rows('alter table trials disable trigger user')
    await house.rows("update trials set asked_at = asked_at - interval '25 hours'")
    await house.rows('alter table trials enable trigger user')
    expect(wordIn(await page())).toBe('')
    const before = await feedbackCount()
    await house.letter({ text: word })
    await house.unpack()
    expect(await feedbackCount()).toBe(before + 1)
  })
})

it('the check of the log finds every test in order, and a letter made away with as one', async () => {
  const custody = custodyOver(house.house.ownerUrl, house.house.console, house.ward)
  await custody.checkpoint()
  expect(await custody.faults()).toEqual([])
  const without = await custody.faultsAfter(async (tx) => {
    await tx.execute('alter table trial_arrivals disable trigger user')
    await tx.execute('delete from trial_arrivals where letter_id is not null')
    await tx.execute('alter table trial_arrivals enable trigger user')
  })
  expect(without.join()).toContain('arrival of a test')
  await custody.close()
})

it('a test in a chat is answered at once, leaves no draft and no letter', async () => {
  const chats = await openChats()
  await chats.rows(
    `insert into trials (organisation_id, word, asked_by, entry_seq) values ($1, '4821-0937',
       gen_random_uuid(), custody_append($1, 'trial.asked', gen_random_uuid()))`,
    [chats.ward.front],
  )
  await chats.deliver(ofZalo('9007199254740993999', 'Thu 48210937'))
  await chats.talk.hear()
  const said = await chats.said()
  expect(said.map(({ message }) => message.text).join()).toContain('Tin thử đã tới nơi')
  const arrivals = await chats.rows('select channel, letter_id from trial_arrivals')
  expect(arrivals).toEqual([{ channel: 'zalo', letter_id: null }])
  for (const table of ['letters', 'conversations', 'chat_seals']) {
    expect(await chats.rows(`select from ${table}`), table).toEqual([])
  }
  expect(chats.failures).toEqual([])
  await chats.close()
})
