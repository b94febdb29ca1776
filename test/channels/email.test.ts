import { describe, expect, it } from 'vitest'
import { type Mail, parseMail, type Rereading } from '../../channels/email.ts'
import { most } from '../../channels/email-structure.ts'
import { readWritten } from '../../channels/email-written.ts'
import { counted, figure } from '../support/figures.ts'
import { bombs, kept, mixed, partsOf } from './fixtures/hostile-mail.ts'
import { alphabet, encode, mail, ours, textMail } from './fixtures/mail.ts'

const parse = (raw: Uint8Array): Promise<Mail> => parseMail(raw, ours)

describe('the words of a mail', () => {
  const codings = ['base64', 'quoted-printable', '8bit'] as const
  const charsets = [
    ...['utf-8', 'windows-1258', 'x-cp1258', 'viscii', 'VISCII', 'x-viet-tcvn5712', 'TCVN-5712'],
    ...['tcvn', 'x-viscii'],
  ]
  it.each(charsets)('are right in every letter of %s', async (charset) => {
    for (const coding of codings) {
      const { text, subject } = await parse(textMail(alphabet, charset, coding))
      expect(text, coding).toBe(alphabet)
      expect(alphabet.startsWith(subject.slice(0, 10)), subject).toBe(true)
    }
  })

  it('are composed (NFC) though they came decomposed', async () => {
    const { text } = await parse(textMail(alphabet.normalize('NFD'), 'utf-8', 'base64'))
    expect(text).toBe(alphabet)
  })

  it('are right without a charset, and under a wrong name, when they are UTF-8 or windows-1258', async () => {
    const words = 'Tổ trưởng hay quát bà con'
    for (const charset of ['us-ascii', 'utf-8', 'không-biết', 'unknown-8bit']) {
      for (const real of ['utf-8', 'windows-1258']) {
        expect((await parse(textMail(words, charset, 'base64', encode(words, real)))).text).toBe(
          words,
        )
      }
    }
  })

  it.each([
    ['viscii', 'viscii'],
    ['tcvn', 'tcvn'],
    ['windows-1258', 'windows-1258'],
  ] as [Rereading, string][])('are read again as %s when their mail lied', async (as, real) => {
    const raw = textMail(alphabet, 'iso-8859-1', 'base64', encode(alphabet, real))
    const { text, written } = await parse(raw)
    expect(text).not.toBe(alphabet)
    expect(readWritten(written, as).text).toBe(alphabet)
  })

  it('are read again as TCVN3, also when a program had sent the font letters as UTF-8', async () => {
    const words = 'Cộng hòa xã hội chủ nghĩa: đường đẹp, bể nước sạch, tự lập'
    const bytes = encode(words, 'tcvn')
    const garbled = Buffer.from(bytes).toString('latin1')
    for (const raw of [
      textMail(words, 'iso-8859-1', 'base64', bytes),
      textMail(garbled, 'utf-8', 'base64'),
    ]) {
      expect(readWritten((await parse(raw)).written, 'tcvn3').text).toBe(words)
    }
  })

  it('come from HTML when there is nothing else, and never with its scripts', async () => {
    const html =
      '<html><head><style>p{}</style><title>x</title></head><body><p>C&aacute;m &#417;n t&#x1ed5; d&acirc;n ph&#7889;</p>' +
      '<script>alert(1)</script><div>&lt;b&gt; &amp; &Dstrok;</div><blockquote>cũ</blockquote></body>'
    const { text, folded } = await parse(mail({ 'Content-Type': 'text/html; charset=utf-8' }, html))
    expect(text).toBe('Cám ơn tổ dân phố\n\n<b> & Đ')
    expect(folded).toContain('> cũ')
  })

  it('join an encoded subject whose letters were cut in two', async () => {
    const bytes = Buffer.from('Ế ơ')
    const cut = [bytes.subarray(0, 1), bytes.subarray(1)]
    const subject = cut.map((part) => `=?UTF-8?B?${part.toString('base64')}?=`).join('\r\n ')
    expect((await parse(mail({ Subject: subject }, 'x'))).subject).toBe('Ế ơ')
  })

  it('lose no line of format=flowed', async () => {
    const body = 'Một câu dài \r\nviết tiếp.\r\nDòng khác\r\n> cũ \r\n> cũ nữa\r\n'
    const { text } = await parse(mail({ 'Content-Type': 'text/plain; format=flowed' }, body))
    expect(text).toBe('Một câu dài viết tiếp.\nDòng khác')
  })
})

describe('quotes and signatures', () => {
  it.each([
    'Vào Th 5, 12 thg 11, 2026 vào lúc 20:14 Mặt trận <gopy@maylanh.example> đã viết:',
    'On Thu, Nov 12, 2026 at 8:14 PM Mặt trận <gopy@maylanh.example> wrote:',
    'Vào Th 5, 12 thg 11, 2026 vào lúc 20:14 Mặt trận\r\n<gopy@maylanh.example> đã viết:',
    '-----Original Message-----',
    '________________________________',
    'Từ: Mặt trận <gopy@maylanh.example>',
    '-- ',
    'Gửi từ iPhone của tôi',
    'Sent from my Samsung Galaxy smartphone.',
  ])('are folded away and kept: %s', async (begins) => {
    const { text, folded } = await parse(
      mail({}, `Tôi xin nói thêm.\r\n\r\n${begins}\r\n> lời cũ\r\ncuối`),
    )
    expect(text).toBe('Tôi xin nói thêm.')
    expect(folded).toContain('lời cũ')
    expect(folded).toContain('cuối')
  })

  it('do not swallow a mail that is nothing else', async () => {
    expect((await parse(mail({}, '> chỉ có lời trích\r\n'))).text).toBe('> chỉ có lời trích')
  })
})

describe('where a mail belongs', () => {
  it.each([
    ['gopy+ML-3@maylanh.example', { area: 'ML-3' }],
    ['"Góp ý" <GoPy+ML-3@MayLanh.example>, khac@vidu.example', { area: 'ML-3' }],
    ['gopy+re=k3j5@maylanh.example', { thread: 'k3j5' }],
    ['gopy+ML-3@khac.example', {}],
    ['khac+ML-3@maylanh.example', {}],
    ['gopy+<script>@maylanh.example', {}],
    ['gopy@maylanh.example', {}],
  ])('%s', async (to, wanted) => {
    const { area, thread } = await parse(mail({ To: to }, 'x'))
    expect({ ...(area && { area }), ...(thread && { thread }) }).toEqual(wanted)
  })

  it('is told by what it answers', async () => {
    const raw = mail({ 'In-Reply-To': '<b@x>', References: '<a@x> <b@x> rác' }, 'x')
    expect((await parse(raw)).answers).toEqual(['<b@x>', '<a@x>'])
  })
})

describe('the verdict of our own mail server', () => {
  const read = async (...fields: string[]) => {
    const lines = fields.map((field) => `Authentication-Results: ${field}\r\n`).join('')
    const raw = Buffer.concat([Buffer.from(lines), mail({}, 'x')])
    return (await parseMail(raw, ours, 'mx.maylanh.example')).verdict
  }

  it.each([
    [
      'all three',
      'mx.maylanh.example; spf=fail smtp.mailfrom=x; dkim=none; dmarc=fail',
      'fail none fail',
    ],
    [
      'in another case, with a version',
      'MX.MayLanh.example 1; SPF=Pass; dmarc = pass',
      'pass  pass',
    ],
    ['a quoted name, a folded line', '"mx.maylanh.example";\r\n spf=pass', 'pass  '],
    [
      'comments that nest and hold a semicolon',
      'mx.maylanh.example (a (b;c) d); (x;) spf=softfail (dkim=pass; y)',
      'softfail  ',
    ],
    [
      'one good signature of two',
      'mx.maylanh.example; dkim=fail header.d=a; dkim=pass header.d=b',
      ' pass ',
    ],
    [
      'values that look like results',
      'mx.maylanh.example; spf=none smtp.mailfrom="x; dkim=pass"',
      'none  ',
    ],
    ['none at all', 'mx.maylanh.example; none', '  '],
    ['method versions', 'mx.maylanh.example; dkim/1=pass', ' pass '],
  ])('is read: %s', async (_, field, wanted) => {
    const { spf = '', dkim = '', dmarc = '' } = await read(field)
    expect(`${spf} ${dkim} ${dmarc}`).toBe(wanted)
  })

  it('is believed from no other server, wherever it stands', async () => {
    const forged = 'mx.khac.example; spf=pass; dkim=pass; dmarc=pass'
    expect(await read(forged)).toEqual({})
    expect(await read(forged, 'mx.maylanh.example; spf=fail')).toEqual({ spf: 'fail' })
    expect(await read('mx.maylanh.example.khac.example; spf=pass')).toEqual({})
  })

  it('is the topmost where several say the same, and may stand in several lines', async () => {
    const one = 'mx.maylanh.example; spf=fail'
    expect(
      await read('mx.maylanh.example; dmarc=fail', one, 'mx.maylanh.example; spf=pass'),
    ).toEqual({ spf: 'fail', dmarc: 'fail' })
  })

  it('is missing where our server has no name', async () => {
    const raw = mail({ 'Authentication-Results': 'mx.maylanh.example; spf=pass' }, 'x')
    expect((await parse(raw)).verdict).toEqual({})
  })
})

describe('a machine is not answered', () => {
  const report = 'multipart/report; report-type=delivery-status; boundary=b\r\nX-Y: z'
  it.each([
    ['auto-reply', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['auto-reply', { 'X-Autoreply': 'yes' }],
    ['auto-reply', { 'X-Auto-Response-Suppress': 'All' }],
    ['list', { Precedence: 'bulk' }],
    ['list', { 'List-Id': '<tin.vidu.example>' }],
    ['list', { 'List-Unsubscribe': '<mailto:x@vidu.example>' }],
    ['bounce', { 'Return-Path': '<>' }],
    ['bounce', { From: 'MAILER-DAEMON@vidu.example' }],
    [
      'bounce',
      { 'Content-Type': report },
      '--b\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5\r\n--b--',
    ],
    ['loop', { From: 'gopy+re=x@maylanh.example' }],
    ['loop', { 'X-Loop': ours }],
  ] as [string, Record<string, string>, string?][])('%s: %j', async (kind, headers, body = 'x') => {
    const { automatic, sender } = await parse(mail(headers, body))
    expect([automatic, sender]).toEqual([kind, null])
  })

  it('but a person is, whatever Reply-To says', async () => {
    const raw = mail({ 'Auto-Submitted': 'no', 'Reply-To': 'nan-nhan@khac.example' }, 'x')
    expect(await parse(raw)).toMatchObject({ sender: 'nguoigui@vidu.example' })
    expect((await parse(raw)).automatic).toBeUndefined()
  })
})

describe('files', () => {
  it('come with their names in Vietnamese and their bytes whole', async () => {
    const body = [
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Xin gửi kèm.',
      '--b',
      'Content-Type: application/pdf; name="=?UTF-8?Q?=C4=91=C6=A1n.pdf?="',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment',
      '',
      Buffer.from([0, 255, 10, 13]).toString('base64'),
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: x@y.example',
      '',
      'thư lồng',
      '--b--',
    ].join('\r\n')
    const read = await parse(mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body))
    expect(read.text).toBe('Xin gửi kèm.')
    expect(read.files.map(({ name, type }) => [name, type])).toEqual([
      ['đơn.pdf', 'application/pdf'],
      ['', 'message/rfc822'],
    ])
    expect([...(read.files[0]?.bytes ?? [])]).toEqual([0, 255, 10, 13])
  })
})

describe('hostile mail (P14)', () => {
  it.each(bombs)('%s: %s', async (unread, _, make) => {
    const read = await parse(make())
    expect(read.unread).toBe(unread)
    expect(read.text).toBe('')
  })

  it('keeps id, subject and sender of a mail it cannot read', async () => {
    const read = await parse(mail(mixed, partsOf(200_000)))
    expect(read).toMatchObject({ id: '<1@vidu.example>', sender: 'nguoigui@vidu.example' })
  })

  it.each(kept)('is read without harm: %s', async (_, make) => {
    const read = await parse(make())
    expect(read.unread).toBeUndefined()
    expect(read.text.length + read.folded.length).toBeLessThan(2 ** 22)
  })

  it('survives mails with bytes thrown in at random', async () => {
    const rounds = figure('mails', 1000)
    const whole = Buffer.concat([
      mail(
        { 'Content-Type': 'multipart/alternative; boundary=b', Subject: '=?viscii?B?wuLq?=' },
        '',
      ),
      Buffer.from(
        '--b\r\nContent-Type: text/plain; charset=tcvn\r\nContent-Transfer-Encoding: base64\r\n\r\nuMg=\r\n--b\r\n',
      ),
      Buffer.from(
        'Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E1=BA=BF</p>\r\n--b--\r\n',
      ),
    ])
    let state = 1
    const roll = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    for (let round = 0; round < rounds; round += 1) {
      const broken = Buffer.from(whole)
      for (let n = 0; n < 1 + roll(20); n += 1) broken[roll(broken.length)] = roll(256)
      const read = await parse(broken.subarray(0, 1 + roll(broken.length)))
      expect(typeof read.text).toBe('string')
    }
    counted('P14 mail', { 'broken at random': rounds })
  }, 300_000)

  it('takes the largest mail that is allowed', async () => {
    const file = Buffer.alloc(20 * 2 ** 20, 7)
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n')
    const body = `--b\r\n\r\nxin chào\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--b--\r\n`
    const raw = mail(mixed, body)
    expect(raw.length).toBeLessThan(most.size)
    const read = await parse(raw)
    expect(read.unread).toBeUndefined()
    expect(read.files[0]?.bytes.length).toBe(20 * 2 ** 20)
  })
})
