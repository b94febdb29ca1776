import type { Letter } from '../../src/demo/letter.ts'
import { leaders, neighbourhoods, officials } from '../../src/demo/ward.ts'

const counted =
  /(?<!\p{L})(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|mấy chục|\d[\d.,]*)\s?(?:mươi\s?\p{L}*\s)?\p{L}+/giu
const clock =
  /(?<!\p{L})(?:\d{1,2}\s?(?:giờ|h)\d*|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+giờ)/giu
const aboutMe =
  /(?<!\p{L})(?:tôi|tui|em|e|nhà em|nhà tôi)\s+(?:là|làm|bán|ở|thuê|nộp|nghỉ)\s+((?:\p{L}+\s?){1,4})/giu

/**
 * What in a letter of the demo could tell who wrote it: counts and hours, the place, how one speaks of
 * oneself, names of others, the contact, and every run of six words as they stand. Lower case, NFC.
 */
export function telltales({ text, area, contact }: Letter): string[] {
  const plain = text.normalize('NFC')
  const known = Object.values({ ...officials, ...leaders }).flatMap(({ name }) => name.split(' '))
  const names = [...plain.matchAll(/(?<=[\p{Ll},]\s)\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*/gu)]
    .map(([name]) => name)
    .filter((name) => !name.split(' ').some((word) => known.includes(word)))
    .filter((name) => !/^(Mặt trận|Một|Zalo|Phiếu|Tết|Đề|Tổ|Chi)/.test(name))
  const place = area === 'ward' ? undefined : neighbourhoods[area]
  return [
    ...[...plain.matchAll(counted), ...plain.matchAll(clock)].map(([said]) => said),
    ...[...plain.matchAll(aboutMe)].map(([, said]) => said ?? ''),
    ...names,
    ...(place ? [`${place.kind} ${place.name}`] : []),
    ...(contact ? [contact.address] : []),
    ...runsOf(plain, 6),
  ]
    .map((said) => said.trim().toLowerCase())
    .filter((said) => said.length > 3)
}

function runsOf(text: string, length: number): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(0, -length).map((_, at) => words.slice(at, at + length).join(' '))
}
