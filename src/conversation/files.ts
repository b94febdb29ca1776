import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { channelNamed } from '../../channels/all.ts'
import type { Collected, Fetch, Media, Secrets } from '../../channels/channel.ts'
import type { Tx } from '../../db/connection.ts'
import { chatFiles, keyEncryptionKeys } from '../../db/schema.ts'
import { intakeWords } from '../../views/words/intake.ts'
import { type Attachment, maxAttachmentBytes } from '../intake/feedback.ts'
import { attachmentsOf } from '../intake/files.ts'
import { type Problem, problemOf } from '../problem.ts'
import { newDataKey, openBytes, sealBytes } from '../seal/envelope.ts'
import type { ChatKeys } from './kept.ts'
import type { KeptFile } from './memory.ts'
import type { FileTrouble } from './turn.ts'

/** What fetching needs: the channels' variables by name, and the network. */
export type Fetching = { secrets: Secrets; fetch: Fetch }

/** A file as it was fetched, or why there is none; 'later' when the platform wants us to wait. */
export type Fetched = { attachment: Attachment } | { trouble: FileTrouble } | 'later'

/** Fetches one file from its platform, once, and looks at its bytes. Never raises. */
export async function fetchFile(
  { secrets, fetch }: Fetching,
  channel: string,
  media: Media,
): Promise<Fetched> {
  const collected = await channelNamed(channel)?.collect(media, secrets, fetch, maxAttachmentBytes)
  if (!collected || collected.outcome === 'refused') return { trouble: 'refused' }
  if (collected.outcome === 'retry') return 'later'
  if (collected.outcome === 'collected') return looked(collected, media)
  return { trouble: collected.outcome === 'gone' ? 'gone' : 'too-large' }
}

function looked(
  { bytes, type }: Extract<Collected, { outcome: 'collected' }>,
  { name = '' }: Media,
): Fetched {
  // Stores that do not know what they hold claim nothing.
  const claimed = /octet-stream|^text\/plain/.test(type) ? '' : type
  try {
    const [attachment] = attachmentsOf([{ name, type: claimed, bytes }])
    return attachment ? { attachment } : { trouble: 'refused' }
  } catch (thrown) {
    return { trouble: troubleOf(problemOf(thrown)) }
  }
}

function troubleOf({ code, errors }: Problem): FileTrouble {
  if (code === 'too_large') return 'too-large'
  const message = errors[0]?.message
  if (message === intakeWords.fileEmpty) return 'empty'
  return message === intakeWords.fileLies ? 'lies' : 'type'
}

/** Where a file of an event belongs. */
export type FilePlace = { conversation: Uint8Array; event: string; position: number }

/** Keeps a fetched file sealed for the letter key, or the reason why there is none; once. */
export async function keepFile(
  tx: Tx,
  keys: ChatKeys,
  { conversation, event: eventId, position }: FilePlace,
  fetched: Exclude<Fetched, 'later'>,
): Promise<void> {
  const id = crypto.randomUUID()
  const place = { id, conversation, eventId, position }
  if ('trouble' in fetched) {
    await tx
      .insert(chatFiles)
      .values({ ...place, trouble: fetched.trouble })
      .onConflictDoNothing()
    return
  }
  const { type, bytes } = fetched.attachment
  const { id: kekId, sealed, keyVersion, wrap } = await keys.keks.current()
  const key = newDataKey()
  const binding = { record: id, field: 'bytes', keyVersion }
  await tx.insert(keyEncryptionKeys).values({ id: kekId, sealed, keyVersion }).onConflictDoNothing()
  await tx
    .insert(chatFiles)
    .values({
      ...place,
      type,
      size: bytes.length,
      keyVersion,
      kekId,
      wrapped: await wrap(key, id),
      bytes: await sealBytes(key, bytes, binding),
    })
    .onConflictDoNothing()
}

/** What is kept of the files of one event, by position. */
export async function filesOf(tx: Tx, event: string) {
  const { id, position, trouble, type, size } = chatFiles
  return tx
    .select({ id, position, trouble, type, size })
    .from(chatFiles)
    .where(eq(chatFiles.eventId, event))
    .orderBy(position)
}

/** Opens the files of a draft, in their order. Raises when a seal does not open. */
export async function openFiles(
  tx: Tx,
  keys: ChatKeys,
  files: readonly KeptFile[],
): Promise<Attachment[]> {
  if (files.length === 0) return []
  const ids = files.map(({ id }) => id)
  const rows = await tx
    .select()
    .from(chatFiles)
    .innerJoin(keyEncryptionKeys, eq(keyEncryptionKeys.id, chatFiles.kekId))
    .where(inArray(chatFiles.id, ids))
  const opened = files.map(async ({ id, name, type }) => {
    const row = rows.find(({ chat_files: file }) => file.id === id)
    const { kekId, keyVersion, wrapped, bytes } = row?.chat_files ?? {}
    if (!row || !kekId || !keyVersion || !wrapped || !bytes) return []
    const { sealed: sealedKek, keyVersion: kekVersion } = row.key_encryption_keys
    const wrap = { kekId, sealedKek, kekVersion, keyVersion, wrapped }
    const key = await keys.opener.unwrap({ ...wrap, record: id })
    const clear = await openBytes(key, bytes, { record: id, field: 'bytes', keyVersion })
    return [{ name, type, bytes: clear }]
  })
  return (await Promise.all(opened)).flat()
}

/** Deletes the files of a conversation that its draft no longer holds. */
export async function dropFilesBut(
  tx: Tx,
  conversation: Uint8Array,
  held: readonly KeptFile[],
  waiting: readonly string[],
): Promise<void> {
  const ids = held.map(({ id }) => id)
  await tx
    .delete(chatFiles)
    .where(
      and(
        eq(chatFiles.conversation, conversation),
        ids.length > 0 ? notInArray(chatFiles.id, ids) : undefined,
        waiting.length > 0 ? notInArray(chatFiles.eventId, [...waiting]) : undefined,
      ),
    )
}
