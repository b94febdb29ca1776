import { readFile } from 'node:fs/promises'
import { both } from '../../views/lang.ts'
import { cliWords } from '../../views/words/cli.ts'
import type { Config } from '../config.ts'
import { keysPresent } from '../seal/keydir.ts'
import { createKeys } from '../seal/keys.ts'
import type { Print } from './verify.ts'

/** `ydan keys init`: makes the keys once. 1 when there are some already. Raises what createKeys raises. */
export async function keysCommand(config: Config, out: Print, err: Print): Promise<number> {
  if (await keysPresent(config.KEYS_DIR)) {
    err(both(cliWords.keysThere(config.KEYS_DIR)))
    return 1
  }
  const file = config.KEYS_PASSPHRASE_FILE
  await createKeys(config.KEYS_DIR, file && (await readFile(file, 'utf8')).replace(/\r?\n$/, ''))
  out(both(cliWords.keysMade(config.KEYS_DIR)))
  return 0
}
