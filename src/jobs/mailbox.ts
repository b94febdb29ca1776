import type { ImapFlow } from 'imapflow'
import type { Letterbox } from '../intake/letterbox.ts'
import { type Mailbox, takeMail } from '../intake/mail.ts'
import { nameOf } from './unpacking.ts'
import { startWatch } from './watch.ts'

/** Most bytes of one mail that are fetched; what is longer is kept as far as it goes. */
const mostBytes = 30 * 2 ** 20 + 1

export type Polling = {
  box: Letterbox
  mailbox: Mailbox
  /** `imap(s)://user:password@host:port/folder`, INBOX without a folder. */
  imapUrl: string
  log: (line: string) => void
}

/**
 * Empties the mailbox once: each mail is fetched, stored, and only after the commit deleted there, so
 * that a break at any moment loses nothing and a mail seen twice is recognised. One mail is in memory
 * at a time. A mail that cannot be stored stays where it is. Answers how many were taken. Raises what
 * the network raises.
 */
export async function emptyMailbox({ box, mailbox, imapUrl, log }: Polling): Promise<number> {
  const client = await clientOf(imapUrl)
  // Without a listener, a connection that drops would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const lock = await client.getMailboxLock(folderOf(imapUrl))
    try {
      return await take(client)
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
  }

  async function take(imap: ImapFlow): Promise<number> {
    const found = await imap.search({ all: true }, { uid: true })
    let taken = 0
    let refused = 0
    for (const uid of (found || []).sort((a, b) => a - b)) {
      try {
        taken += await takeOne(imap, uid)
        refused = 0
      } catch (error) {
        log(`a mail waits in the mailbox: ${nameOf(error)}`)
        refused += 1
        // One broken mail must not stop the others; a broken database stops them all.
        if (refused === 3 || !imap.usable) throw error
      }
    }
    return taken
  }

  async function takeOne(imap: ImapFlow, uid: number): Promise<number> {
    const query = { source: { maxLength: mostBytes } }
    const fetched = await imap.fetchOne(String(uid), query, { uid: true })
    // Somebody else may have taken it away.
    if (!fetched || fetched.source === undefined) return 0
    await takeMail(box, fetched.source, mailbox)
    await imap.messageDelete(String(uid), { uid: true })
    return 1
  }
}

/** Empties the mailbox now and every minute; one process at a time. */
export function startMailbox(given: Polling & { databaseUrl: string; every?: number }): {
  stop(): Promise<void>
} {
  const { log } = given
  return startWatch({
    every: 60_000,
    ...given,
    name: 'mailbox',
    lock: 0x7964_6331,
    work: async () => {
      const taken = await emptyMailbox(given)
      if (taken > 0) log(`mails taken: ${taken}`)
    },
  })
}

/** Whether the mailbox can be opened with this address; nothing in it is touched. Never raises. */
export async function opensMailbox(imapUrl: string): Promise<boolean> {
  const client = await clientOf(imapUrl)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.status(folderOf(imapUrl), { messages: true })
    return true
  } catch {
    return false
  } finally {
    await client.logout().catch(() => client.close())
  }
}

// Loaded where a mailbox is polled at all.
async function clientOf(imapUrl: string): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow')
  const { protocol, hostname, port, username, password } = new URL(imapUrl)
  const secure = protocol === 'imaps:'
  return new ImapFlow({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    // It would write addresses and subjects.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  })
}

function folderOf(imapUrl: string): string {
  return decodeURIComponent(new URL(imapUrl).pathname.replace(/^\//, '')) || 'INBOX'
}
