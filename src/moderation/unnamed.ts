const masks: readonly [RegExp, string][] = [
  // Our own mails quote the receipt, and whoever has it may act as the sender.
  [/(?<!\d)\d{4}(?:[ \u00a0._·-]?\d{4}){4}(?!\d)/g, '⟦mã phiếu⟧'],
  [/[^\s<>()"',;:]{1,64}@[\p{L}\p{N}.-]{1,250}/gu, '⟦địa chỉ⟧'],
  [/(?<![\d/])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)/g, '⟦số điện thoại⟧'],
]

/**
 * What a program put around a letter, without what tells at once who wrote it: addresses, telephone
 * numbers, receipts. Names stay; no program knows them all.
 */
export function unnamed(text: string): string {
  return masks.reduce((masked, [shape, word]) => masked.replace(shape, word), text)
}
