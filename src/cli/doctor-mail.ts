import { greetsUs } from '../../channels/email-out.ts'
import { publicFindings, mailFindings as words } from '../../views/words/doctor.ts'
import type { Config } from '../config.ts'
import { isPublic } from '../counter/public.ts'
import { opensMailbox } from '../jobs/mailbox.ts'
import { advice, bad, type Finding, good } from './finding.ts'

/** Whether mail is on, and whether its servers let us in; each is asked for at most ten seconds. */
export async function mailFindings(config: Config): Promise<Finding[]> {
  const { MAIL_FROM: from, IMAP_URL: imap, SMTP_URL: smtp, MAIL_AUTHSERV_ID: authserv } = config
  if (!imap && !smtp) return [from ? advice(words.noSmtp) : good(words.off)]
  if (!from) return [bad(words.noFrom)]
  return [
    await incoming(imap),
    await outgoing(smtp),
    ...(authserv ? [] : [advice(words.noAuthserv)]),
  ]
}

/** Whether residents can reach the letterbox. */
export async function publicFinding({ BASE_URL: address }: Config): Promise<Finding> {
  if (!isPublic(address)) return advice(publicFindings.notPublic)
  const signal = AbortSignal.timeout(5_000)
  const opened = await fetch(`${address}/healthz`, { signal }).catch(() => null)
  return opened?.ok ? good(publicFindings.opens) : advice(publicFindings.closed)
}

async function incoming(url: string | undefined): Promise<Finding> {
  if (!url) return advice(words.noImap)
  return (await opensMailbox(url)) ? good(words.imap) : bad(words.imapAway)
}

async function outgoing(url: string | undefined): Promise<Finding> {
  if (!url) return advice(words.noSmtp)
  return (await greetsUs(url)) ? good(words.smtp) : bad(words.smtpAway)
}
