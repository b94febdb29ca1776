import { createPrivateKey, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBase64, toBase64 } from '../../src/custody/base64.ts'
import { headText, openHead, originOf, readHead } from '../../src/custody/head.ts'
import { keyId, openNote, signNote } from '../../src/custody/note.ts'
import { checkProof, proofText, readProof } from '../../src/custody/tlog-proof.ts'
import { emptyRoot, leafHash, nodeHash } from '../../src/custody/tree.ts'
import { signerFrom } from '../support/bundle-signer.ts'

const text = (value: string) => new TextEncoder().encode(value)
const origin = originOf('ML')
const [ours, other] = [signerFrom(3), signerFrom(4)]
const root = leafHash(text('lá'))
const body = headText({ origin, size: 1, root, day: '2026-11-21' })

describe('a signed note', () => {
  // The example of golang.org/x/mod/sumdb/note, key and all.
  const name = 'PeterNeumann'
  const publicKey = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(
    1,
  )
  const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
  const words =
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n"
  const known =
    `${words}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ` +
    'SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

  test('is opened as in the published example, and signed to the same bytes', async () => {
    expect(Buffer.from(keyId({ name, publicKey })).toString('hex')).toBe('c74f20a3')
    expect(await openNote(known, [{ name, publicKey }])).toMatchObject({ text: words })
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    expect(await signNote(words, name, { publicKey, sign: (b) => sign(null, b, key) })).toBe(known)
  })

  test('of a key nobody knows counts for nothing; a wrong signature of a known key spoils it', async () => {
    const note = await signNote(body, origin, ours)
    const key = { name: origin, publicKey: ours.publicKey }
    expect(await openNote(note, [{ name: origin, publicKey: other.publicKey }])).toEqual({
      refused: 'stranger',
    })
    expect(await openNote(note, [{ ...key, name: originOf('GN') }])).toEqual({
      refused: 'stranger',
    })
    const otherLine = (await signNote(body, origin, other)).split('\n\n')[1]
    expect(await openNote(note + otherLine, [key])).toEqual({ text: body, signedBy: key })
    expect(await openNote(note.replace('\n1\n', '\n2\n'), [key])).toEqual({ refused: 'forged' })
  })

  test.each([
    ['no signature', body],
    ['an empty text for a signature', `${body}\n`],
    ['a hyphen for the dash', `${body}\n- ${origin} AAAAAAAAAAAA\n`],
    ['a key name with a plus', `${body}\n— a+b AAAAAAAAAAAA\n`],
    ['a key name with a no-break space', `${body}\n— a\u00a0b AAAAAAAAAAAA\n`],
    ['no newline at the end', `${body}\n— ${origin} AAAAAAAAAAAA`],
    ['a carriage return', `${body}\r\n\n— ${origin} AAAAAAAAAAAA\n`],
    ['base64 of another spelling', `${body}\n— ${origin} AAAAAAAAAAB=\n`],
    ['base64 without padding', `${body}\n— ${origin} AAAAAAAAAA\n`],
    ['a signature of no bytes', `${body}\n— ${origin} AAAAAA==\n`],
    ['a lone surrogate', `${body}\ud800\n\n— ${origin} AAAAAAAAAAAA\n`],
    ['a thousand signatures', `${body}\n${`— ${origin} AAAAAAAAAAAA\n`.repeat(1000)}`],
  ])('is refused as malformed with %s', async (_, note) => {
    expect(await openNote(note, [{ name: origin, publicKey: ours.publicKey }])).toEqual({
      refused: 'malformed',
    })
  })

  test('cannot be made of a text that would read differently', async () => {
    for (const bad of ['no newline', 'bell\u0007\n']) {
      await expect(signNote(bad, origin, ours)).rejects.toThrow(RangeError)
    }
    await expect(signNote(body, 'two words', ours)).rejects.toThrow(RangeError)
  })

  test('never survives a changed byte', async () => {
    const note = text(await signNote(body, origin, ours))
    await fc.assert(
      fc.asyncProperty(fc.nat(note.length - 1), fc.integer({ min: 1, max: 255 }), async (at, x) => {
        const changed = Uint8Array.from(note)
        changed[at] = (changed[at] as number) ^ x
        const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(changed)
        expect(await openHead(read, origin, [ours.publicKey])).toHaveProperty('refused')
      }),
      { numRuns: 300 },
    )
  })
})

describe('a checkpoint', () => {
  test('states origin, size, root and day, and reads back to the same bytes', async () => {
    expect(body).toBe(`ydan.local/ML\n1\n${toBase64(root)}\nday 2026-11-21\n`)
    const head = readHead(body)
    expect(head).toEqual({ origin, size: 1, root, day: '2026-11-21' })
    expect(headText(head as NonNullable<typeof head>)).toBe(body)
    const plainBody = headText({ origin, size: 0, root: emptyRoot, day: null })
    expect(plainBody).toBe(`${origin}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`)
    expect(readHead(plainBody)?.day).toBeNull()
  })

  test.each([
    ['an empty origin', `\n1\n${toBase64(root)}\n`],
    ['a leading zero', `${origin}\n01\n${toBase64(root)}\n`],
    ['a sign', `${origin}\n+1\n${toBase64(root)}\n`],
    ['a size beyond whole numbers', `${origin}\n9007199254740993\n${toBase64(root)}\n`],
    ['a short root', `${origin}\n1\nAAAA\n`],
    ['no root', `${origin}\n1\n`],
    ['an empty extension line', `${origin}\n1\n${toBase64(root)}\n\nday 2026-11-21\n`],
    ['no newline at the end', `${origin}\n1\n${toBase64(root)}`],
  ])('is not read with %s', (_, given) => {
    expect(readHead(given)).toBeNull()
  })

  test('of another log is told from one of another key', async () => {
    const elsewhere = await signNote(body.replace('ML', 'GN'), originOf('GN'), ours)
    expect(await openHead(elsewhere, origin, [ours.publicKey])).toEqual({ refused: 'other-log' })
    const renamed = await signNote(body.replace('ML', 'GN'), origin, ours)
    expect(await openHead(renamed, origin, [ours.publicKey])).toEqual({ refused: 'other-log' })
    const strange = await signNote(body, origin, other)
    expect(await openHead(strange, origin, [ours.publicKey])).toEqual({ refused: 'stranger' })
  })
})

describe('a proof file', () => {
  const [mine, sibling] = [text('{"v":1}'), leafHash(text('khác'))]
  const twoLeaves = nodeHash(leafHash(mine), sibling)
  const made = async () => ({
    index: 0,
    hashes: [sibling],
    checkpoint: await signNote(
      headText({ origin, size: 2, root: twoLeaves, day: '2026-11-21' }),
      origin,
      ours,
    ),
    extra: mine,
  })

  test('has the published form and reads back to the same bytes', async () => {
    const proof = await made()
    const file = proofText(proof)
    expect(file.split('\n').slice(0, 5)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${toBase64(mine)}`,
      'index 0',
      toBase64(sibling),
      '',
    ])
    expect(readProof(file)).toEqual(proof)
    const { extra: _, ...bare } = proof
    expect(readProof(proofText(bare))).toEqual(bare)
  })

  test('shows that the entry lies in the log, and nothing about another', async () => {
    const file = proofText(await made())
    const keys = [ours.publicKey]
    expect(await checkProof(file, origin, keys)).toMatchObject({ index: 0, head: { size: 2 } })
    expect(await checkProof(file, origin, keys, { entry: text('{"v":2}') })).toEqual({
      refused: 'not-included',
    })
    expect(await checkProof(file, origin, [other.publicKey])).toEqual({ refused: 'stranger' })
    expect(await checkProof(file, originOf('GN'), keys)).toEqual({ refused: 'other-log' })
    expect(await checkProof(file.replace('index 0', 'index 1'), origin, keys)).toEqual({
      refused: 'not-included',
    })
  })

  test.each([
    ['another version', (file: string) => file.replace('@v1', '@v2')],
    ['an index with a leading zero', (file: string) => file.replace('index 0', 'index 00')],
    ['no index', (file: string) => file.replace(/index 0\n/, '')],
    [
      'the extra line after the index',
      (file: string) => file.replace(/(extra .*\n)(index 0\n)/, '$2$1'),
    ],
    ['a hash cut short', (file: string) => file.replace(toBase64(sibling), 'AAAA')],
    ['no empty line', (file: string) => file.replaceAll('\n\n', '\n')],
    ['a carriage return', (file: string) => file.replace('index 0\n', 'index 0\r\n')],
  ])('is not read with %s', async (_, damage) => {
    const verdict = await checkProof(damage(proofText(await made())), origin, [ours.publicKey])
    expect(verdict).toEqual({ refused: 'malformed' })
  })
})

test('base64 is read in one spelling only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(readBase64(toBase64(bytes))).toEqual(bytes)
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
  for (const bad of ['AA', 'AB==', 'A A=', 'AA=\n', '__8=', 'é']) expect(readBase64(bad)).toBeNull()
})
