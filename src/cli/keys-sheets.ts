import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Db, transaction } from '../../db/connection.ts'
import { keyRecoveries } from '../../db/schema/custodians.ts'
import { both } from '../../views/lang.ts'
import { keysCliWords as words } from '../../views/words/keys-cli.ts'
import { fromBase64, toBase64 } from '../seal/bytes.ts'
import { fingerprint } from '../seal/fingerprint.ts'
import { copyBytes, copyOfKeys, type KeyCopy, readCopy } from '../seal/key-copy.ts'
import type { KeyPair } from '../seal/pair.ts'
import {
  fromSheets,
  newRecoverySecret,
  openKeyCopy,
  recoveryPair,
  sealKeyCopy,
  sheetsOf,
  type TypedSheet,
} from '../seal/recovery.ts'
import { openStaffKey } from '../staff/key.ts'
import type { KeysCommand } from './keys.ts'

const recoveryFile = z.strictObject({
  format: z.literal('ydan recovery 1'),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})

/**
 * `ydan keys recovery-sheet`: seals a copy of all keys into the database for a new secret, and prints
 * that secret on three sheets, any two of which will do. Nothing but the paper keeps it.
 */
export async function printSheets(command: KeysCommand): Promise<number> {
  const { config, passphrase, out, openOwner } = command
  const dir = config.KEYS_DIR
  const copy = await copyOfKeys(dir, passphrase, await openStaffKey(dir))
  const secret = newRecoverySecret()
  const { publicBytes } = await recoveryPair(secret)
  const sealed = await sealKeyCopy(publicBytes, copyBytes(copy))
  const owner = await openOwner()
  try {
    await transaction(owner.db, async (tx) => {
      await tx.delete(keyRecoveries)
      await tx.insert(keyRecoveries).values({ publicKey: publicBytes, sealed })
    })
  } finally {
    await owner.close()
  }
  await keepRecoveryKey(dir, publicBytes)
  const print = fingerprint(publicBytes)
  for (const [place, groups] of sheetsOf(secret).entries()) {
    out(`${both(words.sheetTitle(place + 1, print))}\n\n${both(words.sheetLead)}\n`)
    for (const line of lines(groups)) out(`    ${line}`)
    out('\f')
  }
  out(both(words.sheetsMade))
  return 0
}

/**
 * `ydan keys recovery-sheet --confirm`: two sheets, typed, must open the copy; then posters may be
 * printed, and the log says so. Exit code 1 when they do not.
 */
export async function confirmSheets(command: KeysCommand): Promise<number> {
  const owner = await command.openOwner()
  try {
    const read = await readSheets(command, owner.db)
    if (!read) return 1
    await transaction(owner.db, async (tx) => {
      await tx
        .update(keyRecoveries)
        .set({ confirmedAt: sql`now()` })
        .where(eq(keyRecoveries.publicKey, read.pair.publicBytes))
      await tx.execute(sql`
        select custody_append(id, 'organisation.changed', id, p_reason => 'recovery-sheet-confirmed')
        from organisations where kind = 'front' order by id`)
    })
    command.out(both(words.confirmed))
    return 0
  } finally {
    await owner.close()
  }
}

/** Two typed sheets and what they open; null when they are not right, and why was said. */
export async function readSheets(
  { input, out, err }: KeysCommand,
  db: Db,
): Promise<{ copy: KeyCopy; pair: KeyPair } | null> {
  out(both(words.typeBack))
  const typed = sheetsIn(await textOf(input))
  const refuse = (sentence: Parameters<typeof both>[0]) => {
    err(both(sentence))
    return null
  }
  if (!typed) return refuse(words.twoSheets)
  const read = fromSheets(typed)
  if ('wrong' in read) return refuse(words.wrongGroups(read.sheet, read.wrong))
  const pair = await recoveryPair(read.secret)
  const rows = await transaction(db, (tx) => tx.select().from(keyRecoveries))
  if (rows.length === 0) return refuse(words.noSheets)
  const own = rows.find(({ publicKey }) => toBase64(publicKey) === toBase64(pair.publicBytes))
  if (!own) return refuse(words.otherSheets)
  return { copy: readCopy(await openKeyCopy(pair, own.sealed)), pair }
}

/**
 * The key that copies are sealed for, from the key directory: what the database says of it is not
 * believed, or who can write there would get the next copy.
 */
export async function recoveryKeyOf(dir: string): Promise<Uint8Array | null> {
  const text = await readFile(join(dir, 'recovery.json'), 'utf8').catch(() => null)
  if (text === null) return null
  return fromBase64(recoveryFile.parse(JSON.parse(text)).publicKey)
}

/** Writes that key beside the others. */
export async function keepRecoveryKey(dir: string, publicKey: Uint8Array): Promise<void> {
  const file = await open(join(dir, 'recovery.json'), 'w', 0o600)
  try {
    const said = { format: 'ydan recovery 1', publicKey: toBase64(publicKey) }
    await file.writeFile(`${JSON.stringify(said)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

function sheetsIn(text: string): readonly [TypedSheet, TypedSheet] | null {
  const typed = text.split(/\r?\n/).flatMap((line): TypedSheet[] => {
    const [, number, groups] = /^\s*([123])\s*[.:)]\s*(.+)$/.exec(line) ?? []
    return number && groups ? [{ number: Number(number), text: groups }] : []
  })
  const [first, second] = typed
  if (!first || !second || typed.length > 2 || first.number === second.number) return null
  return [first, second]
}

async function textOf(input: KeysCommand['input']): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of input) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

function lines(groups: readonly string[]): string[] {
  return [0, 4, 8, 12].map((from) => groups.slice(from, from + 4).join('  '))
}
