import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/connection.ts'
import { bundleFiles, bundleParts } from '../../db/schema.ts'
import { freezingWords as words } from '../../views/words/freezing.ts'
import { Problem } from '../problem.ts'
import type { Source } from './archive.ts'

/** Bytes of one part of a file that lies in parts; the last may be shorter. */
export const partSize = 1 << 20

/** A rendered file of a bundle: whole in its row, or in parts that are read one by one. */
export type KeptFile = {
  bundle: string
  name: string
  size: number
  whole: Uint8Array | null
  build: Uint8Array | null
}

/** Runs work in a short transaction of its own, as whoever reads. */
export type InTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** A rendered file, without the parts it lies in; undefined until the job has made it. */
export async function keptFile(
  tx: Tx,
  bundle: string,
  name: string,
): Promise<KeptFile | undefined> {
  const [row] = await tx
    .select({ bytes: bundleFiles.bytes, build: bundleFiles.build, size: bundleFiles.size })
    .from(bundleFiles)
    .where(and(eq(bundleFiles.bundleId, bundle), eq(bundleFiles.name, name)))
  if (!row) return undefined
  const { bytes, build } = row
  const whole = build ? null : bytes
  return { bundle, name, size: row.size ?? bytes.length, whole, build }
}

/** The file piece by piece: memory does not grow with it, and a slow reader holds no transaction. */
export async function* piecesOf(inTx: InTx, file: KeptFile): AsyncGenerator<Uint8Array> {
  if (file.whole) return yield file.whole
  for (let part = 0; part * partSize < file.size; part++) yield partOf(inTx, file, part)
}

/** The same as a body of an answer. */
export function streamOf(inTx: InTx, file: KeptFile): ReadableStream<Uint8Array> {
  const pieces = piecesOf(inTx, file)
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 1 },
  )
}

/** The same where some of its bytes are wanted. */
export function sourceOfKept(inTx: InTx, file: KeptFile): Source {
  const { size, whole } = file
  return {
    size,
    async read(from, to) {
      if (whole) return whole.subarray(from, to)
      const end = Math.min(to, size)
      const parts: Uint8Array[] = []
      for (let part = Math.floor(from / partSize); part * partSize < end; part++) {
        const bytes = await partOf(inTx, file, part)
        const before = part * partSize
        parts.push(bytes.subarray(Math.max(0, from - before), end - before))
      }
      return new Uint8Array(Buffer.concat(parts))
    },
  }
}

/** The whole file in memory, for papers. */
export async function bytesOf(inTx: InTx, file: KeptFile): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of piecesOf(inTx, file)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

async function partOf(inTx: InTx, file: KeptFile, position: number): Promise<Uint8Array> {
  const { bundle, name, build } = file
  if (!build) throw new Problem('internal', words.notFound)
  const [part] = await inTx((tx) =>
    tx
      .select({ bytes: bundleParts.bytes })
      .from(bundleParts)
      .where(
        and(
          eq(bundleParts.bundleId, bundle),
          eq(bundleParts.name, name),
          eq(bundleParts.build, build),
          eq(bundleParts.position, position),
        ),
      )
      .orderBy(asc(bundleParts.position)),
  )
  if (!part) throw new Problem('internal', words.notFound)
  return part.bytes
}
