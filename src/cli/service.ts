import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { both } from '../../views/lang.ts'
import { installWords as words } from '../../views/words/install.ts'
import type { Config } from '../config.ts'
import { Problem, problemOf } from '../problem.ts'
import type { Print } from './verify.ts'

/** The machine to install on; tests give a folder for `root`. */
export type Machine = {
  platform: NodeJS.Platform
  isRoot: boolean
  root: string
  /** Where Ý Dân itself lies. */
  project: string
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  root: '/',
  project: resolve(fileURLToPath(new URL('../..', import.meta.url))),
})

type Asked = { print: boolean; replace: boolean }
type Written = { path: string; text: string; mode: number; kept?: true }

/**
 * `ydan service install [--print] [--replace]`: as root writes the systemd unit with its user, folder
 * and environment file, else prints them; on Windows prints the task's commands. Exit code 0 done,
 * 1 refused (a file is there and differs) or failed, 2 wrong usage.
 */
export async function serviceCommand(
  config: Config,
  argv: readonly string[],
  out: Print,
  err: Print,
  machine = thisMachine(),
): Promise<number> {
  const asked = parse(argv)
  if (asked === 'help' || asked === 'wrong') {
    ;(asked === 'help' ? out : err)(both(words.usage))
    return asked === 'help' ? 0 : 2
  }
  try {
    const dataDir = dataDirFor(config)
    if (machine.platform !== 'linux') return elsewhere(machine, dataDir, out)
    const files = filesFor(config, machine, dataDir)
    if (asked.print || !machine.isRoot) print(files, out)
    else await install(files, machine.root, asked.replace, out)
    out(both(words.running(dataDir)))
    for (const command of commands) out(`  ${command}`)
    return 0
  } catch (thrown) {
    err(both(problemOf(thrown).sentence))
    return 1
  }
}

const commands = [
  'systemd-sysusers',
  'systemd-tmpfiles --create',
  'systemctl daemon-reload',
  'systemctl enable --now ydan',
  'systemctl status ydan',
]

// Who has run it here before keeps that database; otherwise it lies where services keep theirs.
function dataDirFor({ DATA_DIR }: Config): string {
  return existsSync(join(DATA_DIR, 'database')) ? DATA_DIR : '/var/lib/ydan'
}

function filesFor(config: Config, machine: Machine, dataDir: string): Written[] {
  const { project } = machine
  for (const path of [project, dataDir, config.KEYS_PASSPHRASE_FILE ?? '']) {
    // A line break would begin another line of the unit; systemd takes no quotes in a program's path.
    if (/[\p{Cc}"'\\]/u.test(path)) throw new Problem('invalid', words.oddPath(path))
  }
  return [
    { path: '/etc/systemd/system/ydan.service', text: unit(config, project, dataDir), mode: 0o644 },
    {
      path: '/etc/sysusers.d/ydan.conf',
      text: `u ydan - "Y Dan" ${quoted(dataDir)}\n`,
      mode: 0o644,
    },
    {
      path: '/etc/tmpfiles.d/ydan.conf',
      text: `d ${quoted(dataDir)} 0700 ydan ydan -\nZ ${quoted(dataDir)} - ydan ydan -\n`,
      mode: 0o644,
    },
    // Passwords of mail and chats stand in it. Once there it is the administrator's.
    { path: '/etc/ydan/environment', text: environment, mode: 0o600, kept: true },
  ]
}

const environment = `# Environment of Y Dan, one NAME=value a line; README.md lists the names.
# BASE_URL=https://gopy.example.vn
# DESK_URL=https://banlamviec.example.vn
# HOST=127.0.0.1
# TRUST_PROXY=1
`

function unit(config: Config, project: string, dataDir: string): string {
  const passphrase = config.KEYS_PASSPHRASE_FILE
  const node = join(project, 'node_modules/.bin/node')
  const keys = config.KEYS_DIR.startsWith(`${config.DATA_DIR}/`) ? null : config.KEYS_DIR
  const lines = [
    '[Unit]',
    'Description=Y Dan',
    'After=network-online.target',
    'Wants=network-online.target',
    '',
    '[Service]',
    'User=ydan',
    `WorkingDirectory=${unspecified(project)}`,
    'EnvironmentFile=-/etc/ydan/environment',
    `Environment=${quoted(`DATA_DIR=${dataDir}`)}`,
    ...(keys ? [`Environment=${quoted(`KEYS_DIR=${keys}`)}`] : []),
    ...(passphrase
      ? [
          `LoadCredential=${unspecified(`passphrase:${resolve(passphrase)}`)}`,
          'Environment=KEYS_PASSPHRASE_FILE=%d/passphrase',
        ]
      : []),
    `ExecStart=${quoted(node)} --disable-sigusr1 src/start.js`,
    'Restart=always',
    'RestartSec=5',
    'TimeoutStopSec=30',
    'NoNewPrivileges=yes',
    'PrivateTmp=yes',
    'ProtectSystem=strict',
    `ReadWritePaths=${[dataDir, ...(keys ? [keys] : [])].map(quoted).join(' ')}`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ]
  return `${lines.join('\n')}\n`
}

// systemd reads %h and the like in every value (systemd.unit(5), Specifiers).
const unspecified = (text: string) => text.replaceAll('%', '%%')
const quoted = (text: string) => `"${unspecified(text)}"`

function print(files: readonly Written[], out: Print): void {
  out(both(words.printed))
  for (const { path, text, mode } of files) {
    out(`\n# ${path} (${mode.toString(8)})`)
    out(text.trimEnd())
  }
  out('')
}

async function install(
  files: readonly Written[],
  root: string,
  replace: boolean,
  out: Print,
): Promise<void> {
  const before = await Promise.all(files.map(({ path }) => textAt(join(root, path))))
  for (const [at, { path, text, kept }] of files.entries()) {
    const isOther = before[at] !== null && before[at] !== text
    if (isOther && !kept && !replace) throw new Problem('conflict', words.differs(path))
  }
  for (const [at, { path, text, mode, kept }] of files.entries()) {
    if (before[at] === text || (before[at] !== null && kept)) {
      out(both(words.there(path)))
      continue
    }
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text, { mode })
    await chmod(join(root, path), mode)
    out(both(words.wrote(path)))
  }
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
    throw thrown
  }
}

function elsewhere({ platform, project }: Machine, dataDir: string, out: Print): number {
  if (platform !== 'win32') {
    out(both(words.noSystemd))
    out(`  cd ${JSON.stringify(project)} && DATA_DIR=${JSON.stringify(dataDir)} npm start`)
    return 0
  }
  const single = (text: string) => `'${text.replaceAll("'", "''")}'`
  const node = `${project}\\node_modules\\.bin\\node.cmd`
  out(both(words.windows))
  out(
    [
      `$action = New-ScheduledTaskAction -Execute ${single(node)} -Argument '--disable-sigusr1 src\\start.js' -WorkingDirectory ${single(project)}`,
      '$trigger = New-ScheduledTaskTrigger -AtStartup',
      '$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit 0',
      "Register-ScheduledTask -TaskName 'YDan' -Action $action -Trigger $trigger -Settings $settings -User 'NT AUTHORITY\\LOCAL SERVICE'",
    ].join('\n'),
  )
  return 0
}

function parse(argv: readonly string[]): Asked | 'help' | 'wrong' {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        print: { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    })
    if (values.help) return 'help'
    if (positionals.length !== 1 || positionals[0] !== 'install') return 'wrong'
    return { print: values.print, replace: values.replace }
  } catch {
    return 'wrong'
  }
}
