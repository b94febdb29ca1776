import { sql } from 'drizzle-orm'
import { type Db, type Tx, transaction } from '../../db/connection.ts'
import { keyRecoveries, keyRotations } from '../../db/schema/custodians.ts'
import { both } from '../../views/lang.ts'
import { keysCliWords as words } from '../../views/words/keys-cli.ts'
import { progressWords } from '../../views/words/progress.ts'
import { sealWords } from '../../views/words/seal.ts'
import { oldWraps, rewrap } from '../moderation/rewrap.ts'
import { Problem } from '../problem.ts'
import { createKekOpener, createKekRing } from '../seal/kek.ts'
import { addLetterKey, copyBytes, copyOfKeys } from '../seal/key-copy.ts'
import { openKeys } from '../seal/keys.ts'
import { sealKeyCopy } from '../seal/recovery.ts'
import { openStaffKey } from '../staff/key.ts'
import type { KeysCommand } from './keys.ts'
import { recoveryKeyOf } from './keys-sheets.ts'
import { withProgress } from './progress.ts'

/**
 * `ydan keys rotate`: a new letter key, agreed to by two persons, and every data key put under it.
 * Killed in between, `--only-rewrap` goes on. Exit code 0 done, 1 refused.
 */
export async function rotate(command: KeysCommand, onlyRewrap: boolean): Promise<number> {
  const owner = await command.openOwner()
  try {
    return onlyRewrap ? await rewrapAll(command, owner.db) : await renew(command, owner.db)
  } finally {
    await owner.close()
  }
}

async function renew(command: KeysCommand, db: Db): Promise<number> {
  const { config, passphrase, out, err } = command
  const { letterVersion } = await opened(command)
  if ((await transaction(db, (tx) => oldWraps(tx, letterVersion))) > 0) {
    err(both(words.unfinished))
    return 1
  }
  const agreed = await transaction(db, agreement)
  if (agreed === 'none') {
    err(both(words.notAgreed))
    return 1
  }
  const version = await addLetterKey(config.KEYS_DIR, passphrase)
  if (agreed !== 'unneeded') await transaction(db, (tx) => enter(tx, agreed, version))
  await renewCopy(command, db)
  out(both(words.rotated(version)))
  return rewrapAll(command, db)
}

async function rewrapAll(command: KeysCommand, db: Db): Promise<number> {
  const { out } = command
  const keys = await opened(command)
  const newest = keys.letter.get(keys.letterVersion)
  if (!newest || keys.letter.size < 2) {
    out(both(words.nothingNew))
    return 0
  }
  const { letterVersion: version } = keys
  const opener = createKekOpener(keys.letter)
  const keks = createKekRing({ version, publicKey: newest.publicBytes })
  const of = await transaction(db, (tx) => oldWraps(tx, version))
  const count = await withProgress(progressWords.rewrap, (step) =>
    rewrap(db, { opener, keks, version }, { told: (done) => step(done, of) }),
  )
  out(both(words.rewrapped(count, await transaction(db, (tx) => oldWraps(tx, version)))))
  out(both(words.restart))
  return 0
}

async function opened({ config, passphrase }: KeysCommand) {
  const keys = await openKeys(config.KEYS_DIR, passphrase)
  if (keys === 'locked') throw new Problem('unavailable', sealWords.passphraseNeeded)
  return keys
}

type Agreed = { approval: string; organisation: string; askedBy: string }

// An organisation that still has no lead is being set up: there nobody could agree.
async function agreement(tx: Tx): Promise<Agreed | 'none' | 'unneeded'> {
  const { rows } = await tx.execute<Agreed>(sql`
    select a.id as approval, a.organisation_id as organisation, a.asked_by as "askedBy" from approvals a
    join approval_answers r on r.approval_id = a.id and r.outcome = 'agreed'
    left join key_rotations k on k.approval_id = a.id
    where a.act = 'change_keys' and a.payload ->> 'kind' = 'rotate' and k.approval_id is null
      and r.answered_at > now() - interval '30 days' order by a.entry_seq limit 1`)
  if (rows[0]) return rows[0]
  const { rows: leads } = await tx.execute(sql`
    select 1 from memberships where role = 'lead' and (valid_to is null or valid_to > now()) limit 1`)
  return leads.length > 0 ? 'none' : 'unneeded'
}

async function enter(tx: Tx, { approval, organisation, askedBy }: Agreed, version: number) {
  await tx.insert(keyRotations).values({
    ...{ approvalId: approval, organisationId: organisation, version },
    entrySeq: sql`custody_append(${organisation}::uuid, 'keys.rotated', ${approval}::uuid,
      p_number => ${version}::bigint, p_second => ${askedBy}::uuid)`,
  })
}

// The sheets stay good: the copy they open gets the new key, too.
async function renewCopy({ config, passphrase }: KeysCommand, db: Db): Promise<void> {
  const publicKey = await recoveryKeyOf(config.KEYS_DIR)
  if (!publicKey) return
  const staff = await openStaffKey(config.KEYS_DIR)
  const copy = copyBytes(await copyOfKeys(config.KEYS_DIR, passphrase, staff))
  const sealed = await sealKeyCopy(publicKey, copy)
  await transaction(db, (tx) =>
    tx
      .update(keyRecoveries)
      .set({ sealed })
      .where(sql`${keyRecoveries.publicKey} = ${Buffer.from(publicKey)}`),
  )
}
