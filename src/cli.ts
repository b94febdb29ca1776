import { both } from '../views/lang.ts'
import { cliWords, commandWords } from '../views/words/cli.ts'
import type { Print } from './cli/verify.ts'
import { configOf } from './config.ts'
import { problemOf } from './problem.ts'

// `npm run ydan -- COMMAND …`. Each command loads only what it needs.
const out: Print = (line) => console.log(line)
const err: Print = (line) => console.error(line)

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (thrown) {
  const { code, sentence } = problemOf(thrown)
  if (code === 'internal' && thrown instanceof Error) err(thrown.message)
  err(both(sentence))
  process.exitCode = 1
}

/** Runs one command; answers its exit code: 0 done, 1 refused or failed, 2 wrong usage. */
async function run([name = 'help', ...argv]: string[]): Promise<number> {
  const [first] = argv
  if (name === 'help' || name === '--help') return help()
  if (name === 'verify') return (await import('./cli/verify.ts')).verifyCommand(argv, out, err)
  const config = configOf(process.env)
  const owner = async (limit?: number) => (await import('./cli/owner.ts')).openOwner(config, limit)
  if (name === 'admin') {
    const { adminCommand } = await import('./cli/admin.ts')
    return adminCommand(argv, out, err, owner, config.CONSOLE_URL)
  }
  if (name === 'token') return (await import('./cli/token.ts')).tokenCommand(argv, out, err, owner)
  if (name === 'import') {
    const { importCommand } = await import('./cli/import.ts')
    const urls = { console: config.CONSOLE_URL, desk: config.DESK_URL }
    return importCommand(argv, { out, err, openOwner: owner, urls })
  }
  if (name === 'service') {
    return (await import('./cli/service.ts')).serviceCommand(config, argv, out, err)
  }
  if (name === 'custody') {
    return (await import('./cli/custody.ts')).custodyCommand(config, argv, out, err)
  }
  if (name === 'keys') {
    const { keysCommand } = await import('./cli/keys.ts')
    return keysCommand(argv, { config, input: process.stdin, out, err, openOwner: owner })
  }
  if (name === 'mail') {
    const { mailCommand } = await import('./cli/mail.ts')
    return mailCommand(config, argv, process.stdin, out, err)
  }
  if (name === 'backup') {
    return (await import('./cli/backup.ts')).backupCommand(config, argv, out, err)
  }
  if (name === 'restore') {
    return (await import('./cli/restore.ts')).restoreCommand(config, argv, out, err)
  }
  if (argv.includes('--help')) return help(name)
  if (name === 'doctor') return (await import('./cli/doctor.ts')).doctorCommand(config, out)
  if (name === 'database' && first === 'init') {
    return (await import('./cli/database.ts')).databaseCommand(config, out, err)
  }
  err(both(cliWords.unknown([name, first].filter(Boolean).join(' '))))
  return 2
}

function help(only = ''): number {
  out(both(cliWords.usage))
  for (const [command, does] of Object.entries(commandWords)) {
    if (command.startsWith(only)) out(`  ${command}\n      ${does.vi}\n      ${does.en}`)
  }
  return 0
}
