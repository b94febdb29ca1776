import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A disk of so many megabytes, in memory, that can be filled to the last page. Where nobody may make
 * one, the reason instead: it needs root on Linux, and a container that lets root mount.
 */
export function smallDisk(megabytes: number) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root mounts a small disk'
  const dir = mkdtempSync(join(tmpdir(), 'ydan-disk-'))
  const options = `size=${megabytes}m,mode=0755`
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir])
  if (status !== 0) {
    rmSync(dir, { recursive: true })
    return `no small disk can be mounted here: ${String(stderr).trim()}`
  }
  const ballast = join(dir, 'ballast')
  return {
    dir,
    /** Leaves not one page; may be called again when something was given back meanwhile. */
    fill() {
      const file = openSync(ballast, 'a')
      for (const size of [2 ** 20, 4096]) {
        const bytes = Buffer.alloc(size)
        try {
          for (;;) writeSync(file, bytes)
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
        }
      }
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    drop() {
      spawnSync('umount', ['--lazy', dir])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type SmallDisk = Exclude<ReturnType<typeof smallDisk>, string>
