import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connection.ts'
import { conversations } from '../../db/schema.ts'
import type { ChatTo } from '../conversation/say.ts'
import { openRelayed, type Relay } from './relay.ts'

const kept = z.object({ sender: z.string(), heardAt: z.number().optional() })

/**
 * Whom to answer in a chat, and when the sender was last heard there. The free reply token is left to
 * the conversation itself: it works once. Unknown conversations have only their address.
 */
export async function addresseeOf(
  tx: Tx,
  relay: Relay,
  { channel, address: sender }: { channel: string; address: string },
  conversation: Uint8Array,
): Promise<ChatTo> {
  const [row] = await tx
    .select({ id: conversations.id, route: conversations.route })
    .from(conversations)
    .where(eq(conversations.conversation, conversation))
    .orderBy(desc(conversations.day))
  if (!row) return { channel, sender }
  const opened = await openRelayed(relay, row.route, { record: row.id, field: 'route' })
  const { heardAt } = kept.parse(opened)
  return { channel, sender, ...(heardAt !== undefined && { heardAt }) }
}
