import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Machine, serviceCommand } from '../../src/cli/service.ts'
import { configOf } from '../../src/config.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ydan-service-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const unitPath = '/etc/systemd/system/ydan.service'
const read = (path: string) => readFileSync(join(root, path), 'utf8')

async function service(
  argv: string[],
  given: Partial<Machine> = {},
  more: Record<string, string> = {},
) {
  const [out, err]: [string[], string[]] = [[], []]
  const machine: Machine = {
    ...{ platform: 'linux', isRoot: true, root, project: '/opt/ý dân/100%$1' },
    ...given,
  }
  const config = configOf({ DATA_DIR: join(root, 'data'), ...more })
  const code = await serviceCommand(
    config,
    argv,
    (line) => void out.push(line),
    (line) => void err.push(line),
    machine,
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('ydan service install', () => {
  it('writes unit, user, folder and an environment file that others cannot read', async () => {
    const { code, out } = await service(['install'])
    expect(code).toBe(0)
    const unit = read(unitPath)
    expect(unit).toContain('User=ydan\n')
    expect(unit).toContain('WorkingDirectory=/opt/ý dân/100%%$1\n')
    expect(unit).toContain(
      'ExecStart="/opt/ý dân/100%%$1/node_modules/.bin/node" --disable-sigusr1 src/start.js\n',
    )
    expect(unit).toContain('Environment="DATA_DIR=/var/lib/ydan"\n')
    expect(unit).toContain('ReadWritePaths="/var/lib/ydan"\n')
    expect(unit).not.toContain('LoadCredential')
    expect(read('/etc/sysusers.d/ydan.conf')).toBe('u ydan - "Y Dan" "/var/lib/ydan"\n')
    expect(read('/etc/tmpfiles.d/ydan.conf')).toContain('d "/var/lib/ydan" 0700 ydan ydan -')
    expect(statSync(join(root, '/etc/ydan/environment')).mode & 0o777).toBe(0o600)
    expect(out).toContain('systemctl enable --now ydan')
  })

  it('keeps the database that is there, and hands the passphrase over as a credential', async () => {
    mkdirSync(join(root, 'data/database'), { recursive: true })
    await service(
      ['install'],
      {},
      { KEYS_PASSPHRASE_FILE: '/etc/ydan/mat-khau', SMTP_URL: 'smtp://u:bi-mat@mail.example' },
    )
    const unit = read(unitPath)
    expect(unit).toContain(`Environment="DATA_DIR=${root}/data"\n`)
    expect(unit).toContain('LoadCredential=passphrase:/etc/ydan/mat-khau\n')
    expect(unit).toContain('Environment=KEYS_PASSPHRASE_FILE=%d/passphrase\n')
    expect(unit + read('/etc/ydan/environment')).not.toContain('bi-mat')
  })

  it('refuses to overwrite what differs, writes nothing then, and keeps the environment always', async () => {
    await service(['install'])
    writeFileSync(join(root, '/etc/ydan/environment'), 'PORT=80\n')
    expect((await service(['install'])).out).toContain(`Đã có ${unitPath}`)
    writeFileSync(join(root, unitPath), '[Service]\nUser=other\n')
    rmSync(join(root, '/etc/tmpfiles.d'), { recursive: true })
    const refused = await service(['install'])
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('--replace')
    expect(read(unitPath)).toContain('User=other')
    expect(readdirSync(join(root, 'etc'))).not.toContain('tmpfiles.d')
    expect((await service(['install', '--replace'])).code).toBe(0)
    expect(read(unitPath)).toContain('User=ydan')
    expect(read('/etc/ydan/environment')).toBe('PORT=80\n')
  })

  it('only prints without root or when asked to', async () => {
    for (const { code, out } of [
      await service(['install'], { isRoot: false }),
      await service(['install', '--print']),
    ]) {
      expect(code).toBe(0)
      expect(out).toContain(`# ${unitPath} (644)`)
      expect(out).toContain('WantedBy=multi-user.target')
    }
    expect(readdirSync(root)).toEqual([])
  })

  it('refuses a path that would add lines to the unit', async () => {
    const { code, err } = await service(['install'], { project: '/opt/a\nUser=root' })
    expect(code).toBe(1)
    expect(err).toContain('a\\nUser=root')
    expect((await service(['install'], { project: '/opt/"' })).code).toBe(1)
    expect(readdirSync(root)).toEqual([])
  })

  it('prints the task of Windows, and a command where there is neither', async () => {
    const windows = await service(['install'], { platform: 'win32', project: "C:\\Ý Dân's" })
    expect(windows.out).toContain("-WorkingDirectory 'C:\\Ý Dân''s'")
    expect(windows.out).toContain('New-ScheduledTaskTrigger -AtStartup')
    expect((await service(['install'], { platform: 'darwin' })).out).toContain('npm start')
    expect(readdirSync(root)).toEqual([])
  })

  it('knows wrong usage', async () => {
    expect((await service([])).code).toBe(2)
    expect((await service(['install', '--what'])).code).toBe(2)
    expect((await service(['--help'])).code).toBe(0)
  })

  it.skipIf(!hasSystemdAnalyze())('is a unit that systemd takes', async () => {
    const project = join(root, 'ý dân 100%n $1')
    mkdirSync(join(project, 'node_modules/.bin'), { recursive: true })
    writeFileSync(join(project, 'node_modules/.bin/node'), '', { mode: 0o755 })
    await service(['install'], { project })
    const said = execFileSync('systemd-analyze', ['verify', '--man=no', join(root, unitPath)], {
      stdio: 'pipe',
    })
    expect(said.toString()).not.toMatch(/Unknown|Failed to parse/)
  })
})

function hasSystemdAnalyze(): boolean {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
