import { type FileHandle, open } from 'node:fs/promises'
import type { Source } from '../bundle/archive.ts'
import type { Step } from './progress.ts'

/**
 * Does something with a file that need not fit into memory, and closes it; null when it cannot be
 * opened. Raises what `work` raises.
 */
export async function withFile<T>(
  path: string,
  work: (source: Source) => Promise<T>,
): Promise<T | null> {
  const handle = await open(path).catch(() => null)
  if (!handle) return null
  try {
    const stat = await handle.stat()
    return stat.isFile() ? await work(sourceOfFile(handle, stat.size)) : null
  } finally {
    await handle.close()
  }
}

function sourceOfFile(handle: FileHandle, size: number): Source {
  return {
    size,
    async read(from, to, room) {
      const length = Math.max(0, Math.min(to, size) - from)
      // Filled at once, so not with zeros first; what stays unfilled is cut off.
      const bytes =
        room && length <= room.length ? room.subarray(0, length) : Buffer.allocUnsafeSlow(length)
      let filled = 0
      while (filled < bytes.length) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    },
  }
}

/** The same source; tells how many of its bytes were read. */
export function counted(source: Source, step: Step): Source {
  let done = 0
  return {
    size: source.size,
    async read(from, to, room) {
      const bytes = await source.read(from, to, room)
      done += bytes.length
      step(done, source.size)
      return bytes
    },
  }
}
