import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { BundleDraft } from '../../src/bundle/contents.ts'
import { attachmentPath } from '../../src/bundle/paths.ts'
import { leafHash } from '../../src/custody/tree.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { letterEntry } from '../support/bundle-entries.ts'

const perItem = 10

/** A bundle of so many items, the first of them with these pictures; where each lies, by its path in the ZIP. */
export async function draftOf(count: number, pictures: readonly string[]) {
  const {
    items: [one],
    ...rest
  } = bundleContents()
  if (!one) throw new Error('the fixture has no item')
  const paths = new Map<string, string>()
  const items = Array.from({ length: count }, (_, at) => ({
    ...one,
    number: at + 1,
    letter: bytesToHex(leafHash(letterEntry(at + 1))),
    summary: `${told[at % told.length]} Việc thứ ${at + 1}.`,
  }))
  for (let at = 0; at * perItem < pictures.length; at++) {
    const item = items[at]
    if (!item) throw new Error('more pictures than items')
    const own = pictures.slice(at * perItem, (at + 1) * perItem)
    const pages = await Promise.all(own.map(listed))
    own.forEach((from, page) => {
      paths.set(attachmentPath(item.number, 1, page + 1), from)
    })
    const attachments = { received: 1, released: 1, files: [{ file: 1, of: pages.length, pages }] }
    items[at] = { ...item, attachments }
  }
  const balance = { ...rest.balance, ...nothingElse, received: count, accepted: count }
  const numbers = items.map(({ number }) => number)
  const draft: BundleDraft = { ...rest, items, excluded: [], balance, numbersBefore: 0, numbers }
  return { draft, paths }
}

const nothingElse = { not_accepted: 0, merged: 0, diverted: 0, pending: 0 }
const told = [
  'Có ý kiến mong đồng chí nói nhẹ nhàng hơn khi giải thích giấy tờ cho người già.',
  'Người dân ghi nhận đồng chí cùng bà con dọn kênh sau bão, làm từ sáng đến tối.',
  'Họp đúng giờ, nói gọn; nhưng thường không để thời gian cho bà con hỏi.',
]

async function listed(path: string) {
  const bytes = await readFile(path)
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
