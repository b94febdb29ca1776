import { hkdfSync, randomBytes } from 'node:crypto'
import { chmod, open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { staffKeyOpenToOthers, staffKeyWrong } from '../../views/words/staff.ts'
import { Problem } from '../problem.ts'

/**
 * The 32 bytes that desk and console share: `staff.key` (base64) in the keys' directory, made at
 * the first start. A stolen dump without it opens no authenticator secret, password or draft.
 * Raises Problem('unavailable') when the file is malformed or readable by others on the machine.
 */
export async function openStaffKey(dir: string): Promise<Uint8Array> {
  const path = join(dir, 'staff.key')
  await createOnce(path)
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Problem('unavailable', staffKeyOpenToOthers(path))
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
  if (key.length !== 32) throw new Problem('unavailable', staffKeyWrong(path))
  return new Uint8Array(key)
}

/** A 32-byte key for one purpose (and, where given, one person) under the staff key. */
export function derivedKey(staffKey: Uint8Array, purpose: string, whom = ''): Uint8Array {
  const info = `ydan staff v1\0${purpose}\0${whom}`
  return new Uint8Array(hkdfSync('sha256', staffKey, new Uint8Array(), info, 32))
}

// 'wx' makes the file or finds it there: two starts at once end with one key.
async function createOnce(path: string): Promise<void> {
  let file: Awaited<ReturnType<typeof open>>
  try {
    file = await open(path, 'wx', 0o600)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return
    throw thrown
  }
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(path, 0o600)
}
