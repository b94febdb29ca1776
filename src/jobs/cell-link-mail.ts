import { eq } from 'drizzle-orm'
import { as, type Db } from '../../db/connection.ts'
import { cellLinkMailings } from '../../db/schema/ways-in.ts'
import { organisations } from '../../db/schema.ts'
import { cellLinkMail as words } from '../../views/words/ways-in.ts'
import { Problem } from '../problem.ts'
import { cellMailOf, newCellLink } from '../staff/cell-links.ts'
import { NotYet } from './outbox.ts'
import { type Relay, tryMail } from './relay.ts'

/** Days a mailed link is good for; one on paper has a week. */
const days = 1

/**
 * Makes a one-time link for somebody of a cell and mails it: its secret is in the mail and nowhere
 * else, so a try that did not arrive makes another link, which closes the former. Nothing is done for
 * who is no longer with a cell or has no address. Raises NotYet when the server was not reached.
 */
export async function mailCellLink(
  { db, relay, deskUrl }: { db: Db; relay: Relay; deskUrl: string },
  { organisation, person, by }: { organisation: string; person: string; by: string },
): Promise<void> {
  const made = await as(db, { role: 'ydan_jobs', organisation, person: by }, async (tx) => {
    const address = await cellMailOf(tx, organisation, person)
    if (address === null) return null
    const [front] = await tx
      .select({ name: organisations.name })
      .from(organisations)
      .where(eq(organisations.id, organisation))
    const link = await newCellLink(tx, { organisation, person, madeBy: by, days })
    return { ...link, address, front: front?.name ?? '' }
  }).catch(gone)
  if (!made) return
  const { id, secret, address, front } = made
  const tried = await tryMail(relay, {
    to: address,
    subject: words.subject(front),
    text: words.text(front, `${deskUrl}/vao-chi-uy/${secret}`),
    key: `cell-link-${id}`,
  })
  const outcome = tried.outcome === 'waiting' ? 'refused' : tried.outcome
  const reason = 'reason' in tried ? tried.reason : null
  await as(db, { role: 'ydan_jobs' }, (tx) =>
    tx
      .insert(cellLinkMailings)
      .values({ linkId: id, organisationId: organisation, outcome, reason }),
  )
  if (outcome === 'retry') throw new NotYet(reason ?? '')
}

function gone(thrown: unknown): null {
  if (thrown instanceof Problem && thrown.code === 'not_found') return null
  throw thrown
}
