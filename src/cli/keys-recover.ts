import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { both } from '../../views/lang.ts'
import { cliWords } from '../../views/words/cli.ts'
import { keysCliWords as words } from '../../views/words/keys-cli.ts'
import { fromBase64 } from '../seal/bytes.ts'
import { keysFromCopy } from '../seal/key-copy.ts'
import { keysPresent } from '../seal/keydir.ts'
import type { KeysCommand } from './keys.ts'
import { keepRecoveryKey, readSheets } from './keys-sheets.ts'

/**
 * `ydan keys recover`: makes KEYS_DIR again from two typed sheets and the sealed copy in the database,
 * under the passphrase of now. Exit code 1 when there are keys already or the sheets are not right.
 */
export async function recover(command: KeysCommand): Promise<number> {
  const { config, passphrase, out, err } = command
  const dir = config.KEYS_DIR
  if (await keysPresent(dir)) {
    err(both(cliWords.keysThere(dir)))
    return 1
  }
  const owner = await command.openOwner()
  const read = await readSheets(command, owner.db).finally(owner.close)
  if (!read) return 1
  await keysFromCopy(dir, read.copy, passphrase)
  const file = await open(join(dir, 'staff.key'), 'wx', 0o600)
  try {
    await file.writeFile(`${Buffer.from(fromBase64(read.copy.staff)).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await keepRecoveryKey(dir, read.pair.publicBytes)
  out(both(words.recovered(dir)))
  return 0
}
