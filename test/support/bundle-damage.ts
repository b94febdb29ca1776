import type { Signer } from '../../src/bundle/build.ts'
import type { Files } from '../../src/bundle/zip.ts'
import { builtBundle } from './bundle-log.ts'
import { signerFrom } from './bundle-signer.ts'
import { withContents, withFiles } from './bundle-tamper.ts'

/** One bundle and what a reader must be told about it; `words` are part of the Vietnamese sentence. */
export type Specimen = { name: string; zip: Uint8Array; words: string }

/** Eleven bundles: a good one, and ten that nobody should use, each spoilt in another way. */
export async function specimens(office: Signer): Promise<Specimen[]> {
  const good = (await builtBundle({}, office)).zip
  const spoilt = async (name: string, words: string, change: (files: Files) => void) => ({
    name,
    words,
    zip: await withFiles(good, change),
  })
  return [
    { name: 'good', zip: good, words: 'NGUYÊN VẸN, đúng khóa' },
    await spoilt('a byte of the paper', 'tong-hop.pdf: tệp đã bị thay đổi', flip('tong-hop.pdf')),
    await spoilt(
      'a byte of an item',
      'items/0006.json: tệp đã bị thay đổi',
      flip('items/0006.json'),
    ),
    await spoilt('a byte of the list', 'manifest.json: chữ ký không khớp', flip('manifest.json')),
    await spoilt(
      'a byte of the signature',
      'manifest.sig: chữ ký không khớp',
      flip('manifest.sig'),
    ),
    await spoilt(
      'a byte of the checkpoint',
      'checkpoint.txt: tệp đã bị thay đổi',
      flip('checkpoint.txt'),
    ),
    await spoilt('an extra file', 'ghi-chu.txt: tệp lạ', (files) =>
      files.set('ghi-chu.txt', new Uint8Array([1])),
    ),
    await spoilt('a missing item', 'items/0008.json: thiếu tệp này', (files) =>
      files.delete('items/0008.json'),
    ),
    await spoilt('a renamed file', 'annex-2.xlsx: tệp lạ', (files) => {
      files.set('annex-2.xlsx', files.get('annex.xlsx') ?? new Uint8Array())
      files.delete('annex.xlsx')
    }),
    {
      name: 'a key of its own',
      zip: (await builtBundle({}, signerFrom(9))).zip,
      words: 'ký bằng khóa khác',
    },
    {
      name: 'rewritten by the office itself',
      zip: await withContents(good, office, ({ items }) => {
        Object.assign(items[0] ?? {}, { summary: 'Viết lại sau khi đã chốt.' })
      }),
      words: 'nhật ký ghi đã chốt một nội dung khác',
    },
  ]
}

function flip(path: string) {
  return (files: Files) => {
    const bytes = Uint8Array.from(files.get(path) ?? [])
    bytes[20] = (bytes[20] ?? 0) ^ 1
    files.set(path, bytes)
  }
}
