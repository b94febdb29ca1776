import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What the server says to a mail; 'drop': takes it and goes away, 'silent': takes it and says nothing. */
export type Verdict = string | 'drop' | 'silent'

/** A mail server on 127.0.0.1 that keeps what it took, also what it never owned up to. */
export async function mailServer(verdicts: Verdict[] = []) {
  const sockets = new Set<Socket>()
  const taken: string[] = []
  const hooks = { accepted: async () => {} }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let isData = false
    let rest = ''
    let mail = ''
    socket.write('220 maylanh.example\r\n')
    socket.on('data', async (bytes) => {
      rest += bytes.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (isData && line !== '.') {
          mail += `${line}\r\n`
          continue
        }
        if (isData) {
          isData = false
          const verdict = verdicts.shift() ?? '250 taken'
          if (/^(250|drop|silent)/.test(verdict)) taken.push(mail.replace(/\r\n[ \t]+/g, ' '))
          mail = ''
          await hooks.accepted()
          if (verdict === 'drop') return socket.destroy()
          if (verdict !== 'silent') socket.write(`${verdict}\r\n`)
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
    taken,
    verdicts,
    hooks,
    idsOf: () => taken.map((mail) => /^Message-ID: (<.*>)\r$/im.exec(mail)?.[1] ?? ''),
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
export type MailServer = Awaited<ReturnType<typeof mailServer>>

/** The plain text of a mail of ours, decoded. */
export function plainOf(mail: string): string {
  const [, part = ''] = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n----/.exec(mail) ?? []
  if (/content-transfer-encoding: base64/i.test(mail.split(part)[0] ?? '')) {
    return Buffer.from(part, 'base64').toString('utf8')
  }
  const bytes = part
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
