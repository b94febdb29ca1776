import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { parseMail } from '../../channels/email.ts'
import { composeMail, sendMail } from '../../channels/email-out.ts'
import { ours } from './fixtures/mail.ts'

const mail = {
  to: 'nguoigui@vidu.example',
  subject: 'Phiếu 0217/2026 có trả lời mới',
  text: 'Mặt trận đã trả lời.\n\nXin xem <tại đây> & "kia".',
  key: '123e4567-e89b-42d3-a456-426614174000',
}

describe('a mail of ours', () => {
  it('is marked as a machine’s, threaded, and reads the same as text and HTML', async () => {
    const raw = await composeMail({ ...mail, thread: 'k3j5', inReplyTo: '<1@vidu.example>' }, ours)
    const text = new TextDecoder().decode(raw)
    expect(text).toMatch(/^Auto-Submitted: auto-replied\r$/m)
    expect(text).toMatch(/^Reply-To: gopy\+re=k3j5@maylanh.example\r$/m)
    expect(text).toMatch(/^Message-ID: <123e4567-e89b-42d3-a456-426614174000@maylanh.example>\r$/m)
    expect(text).toMatch(/^In-Reply-To: <1@vidu.example>\r$/m)
    const read = await parseMail(raw, ours)
    expect(read).toMatchObject({ subject: mail.subject, text: mail.text })
    expect(text).toContain('&lt;t=E1=BA=A1i =C4=91=C3=A2y&gt; &amp; &quot;kia&quot;')
  })

  it('is recognised as our own when it comes back', async () => {
    const raw = await composeMail(mail, ours)
    expect(await parseMail(raw, ours)).toMatchObject({ automatic: 'loop', sender: null })
  })

  it('cannot carry a header, a file or another receiver in its fields', async () => {
    const raw = await composeMail(
      {
        ...mail,
        subject: 'x\r\nBcc: nan-nhan@khac.example',
        to: 'a@b.example',
        thread: 'k\r\nX: y',
      },
      ours,
    )
    const text = new TextDecoder().decode(raw)
    expect(text).not.toMatch(/^(bcc|x):/im)
  })
})

/** A mail server that answers the letter itself with `verdict`, or goes away. */
async function mailServer(verdict: string | null) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let isData = false
    let rest = ''
    socket.write('220 maylanh.example\r\n')
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (isData) {
          if (line !== '.') continue
          isData = false
          if (verdict === null) return socket.destroy()
          socket.write(`${verdict}\r\n`)
        } else if (line === 'DATA') {
          isData = true
          socket.write('354 go\r\n')
        } else if (line === 'QUIT') socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a mail server', () => {
  it.each([
    ['250 taken', { outcome: 'sent' }],
    ['550 no such person', { outcome: 'refused', reason: 'smtp-550' }],
    ['451 later', { outcome: 'retry', reason: 'smtp-451' }],
    [null, { outcome: 'retry', reason: 'lost' }],
  ])('that says %s', async (verdict, wanted) => {
    const server = await mailServer(verdict)
    expect(await sendMail(mail, server.url, ours)).toEqual(wanted)
    server.stop()
  })

  it('that is not there', async () => {
    const server = await mailServer(null)
    server.stop()
    expect(await sendMail(mail, server.url, ours)).toEqual({ outcome: 'retry', reason: 'network' })
  })
})
