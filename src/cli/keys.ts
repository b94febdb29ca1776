import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { both } from '../../views/lang.ts'
import { cliWords } from '../../views/words/cli.ts'
import { keysCliWords as words } from '../../views/words/keys-cli.ts'
import type { Config } from '../config.ts'
import { keysPresent } from '../seal/keydir.ts'
import { createKeys } from '../seal/keys.ts'
import type { OpenOwner } from './admin.ts'
import { recover } from './keys-recover.ts'
import { rotate } from './keys-rotate.ts'
import { confirmSheets, printSheets } from './keys-sheets.ts'
import type { Print } from './verify.ts'

/** What the commands about keys work with; `input` is what is typed or piped in. */
export type KeysCommand = {
  config: Config
  input: AsyncIterable<Uint8Array | string>
  out: Print
  err: Print
  openOwner: OpenOwner
  passphrase: string | undefined
}

/**
 * `ydan keys init|rotate|recovery-sheet|recover`. Exit code 0 done, 1 refused or failed, 2 wrong
 * usage. Raises what reading the keys and the database raise.
 */
export async function keysCommand(
  argv: readonly string[],
  given: Omit<KeysCommand, 'passphrase'>,
): Promise<number> {
  const asked = parse(argv)
  const { out, err, config } = given
  if (asked === 'help' || asked === 'wrong') {
    ;(asked === 'help' ? out : err)(both(words.usage))
    return asked === 'help' ? 0 : 2
  }
  const file = config.KEYS_PASSPHRASE_FILE
  const passphrase = file && (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
  const command = { ...given, passphrase }
  if (asked.act === 'rotate') return rotate(command, asked.onlyRewrap)
  if (asked.act === 'recover') return recover(command)
  if (asked.act === 'recovery-sheet') {
    return asked.confirm ? confirmSheets(command) : printSheets(command)
  }
  return init(command)
}

async function init({ config, passphrase, out, err }: KeysCommand): Promise<number> {
  if (await keysPresent(config.KEYS_DIR)) {
    err(both(cliWords.keysThere(config.KEYS_DIR)))
    return 1
  }
  await createKeys(config.KEYS_DIR, passphrase)
  out(both(cliWords.keysMade(config.KEYS_DIR)))
  return 0
}

const acts = ['init', 'rotate', 'recovery-sheet', 'recover'] as const
type Asked = { act: (typeof acts)[number]; onlyRewrap: boolean; confirm: boolean }

function parse(argv: readonly string[]): Asked | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean', short: 'h' },
        'only-rewrap': { type: 'boolean' },
        confirm: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    const act = acts.find((one) => one === positionals[0])
    if (!act || positionals.length !== 1) return 'wrong'
    const [onlyRewrap, confirm] = [values['only-rewrap'] === true, values.confirm === true]
    if ((onlyRewrap && act !== 'rotate') || (confirm && act !== 'recovery-sheet')) return 'wrong'
    return { act, onlyRewrap, confirm }
  } catch {
    return 'wrong'
  }
}
