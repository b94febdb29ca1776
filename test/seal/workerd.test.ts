import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { commit } from '../../src/seal/commitment.ts'
import { newDataKey, openBytes } from '../../src/seal/envelope.ts'
import { createKekOpener } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'
import { fromIdempotencyKey, receiptHash, receiptKeys } from '../../src/seal/receipt.ts'

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "door", worker = (
  modules = [(name = "door", esModule = embed "door.js")],
  compatibilityDate = "2025-06-01"))]);
`

it('a letter sealed in workerd, without Node modules, opens in Node', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'workerd-'))
  try {
    const secret = newDataKey()
    const letterKey = await pairOf('X25519', secret)
    const bundled = await build({
      entryPoints: [join(import.meta.dirname, 'workerd-door.ts')],
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['workerd', 'worker', 'browser'],
      define: { LETTER_KEY: JSON.stringify([...letterKey.publicBytes]) },
      write: false,
    })
    await writeFile(join(dir, 'door.js'), bundled.outputFiles[0]?.text ?? '')
    await writeFile(join(dir, 'config.capnp'), config)
    const workerd = createRequire(import.meta.url).resolve('workerd/bin/workerd')
    const run = promisify(execFile)(workerd, ['test', join(dir, 'config.capnp')])
    const { stdout, stderr } = await run
    const line = `${stdout}\n${stderr}`.split('\n').find((one) => one.includes('DROPPED '))
    const dropped = JSON.parse(line?.slice(line.indexOf('DROPPED ') + 8) ?? 'null')
    const bytes = (name: string) => Uint8Array.from(dropped[name] as number[])

    const { record, kekId } = dropped
    const opener = createKekOpener(new Map([[1, letterKey]]))
    const dataKey = await opener.unwrap({
      kekId,
      sealedKek: bytes('sealedKek'),
      keyVersion: 1,
      wrapped: bytes('wrapped'),
      record,
    })
    const binding = { record, field: 'text', keyVersion: 1 }
    const text = await openBytes(dataKey, bytes('sealed'), binding)
    expect(new TextDecoder().decode(text)).toBe('Gửi từ Worker')

    const pepper = new Uint8Array(32).fill(7)
    const sending = fromIdempotencyKey(pepper, '7d9f2c1e-55aa-4b0c-8f2e-0123456789ab')
    const sender = await receiptKeys(pepper, sending.receipt)
    expect(dropped.receipt).toBe(sending.receipt)
    expect(bytes('hash')).toEqual(receiptHash(pepper, sending.receipt))
    expect(bytes('wrapKey')).toEqual(sender.wrapKey)
    expect(bytes('publicBytes')).toEqual(sender.publicBytes)
    expect(dropped.commitment).toBe(await commit(sending.commitmentSalt, text))
    expect(dropped.reply).toBe('Đã nhận')
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
})
