import type { SealedThread } from '../../db/door.ts'
import { shownDay, shownWeekday } from '../../views/dates.ts'
import { problemWords } from '../../views/words/problems.ts'
import { receiptPaper as words } from '../../views/words/receipt-paper.ts'
import { qrSvg } from '../bundle/qr.ts'
import { areaFacts } from '../intake/area-facts.ts'
import { receiptNumber } from '../intake/drop.ts'
import type { Letterbox } from '../intake/letterbox.ts'
import { Problem } from '../problem.ts'
import { formatReceipt, parseReceipt, receiptHash } from '../seal/receipt.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { print } from './press.ts'
import { isPublic } from './public.ts'

/**
 * PHIẾU TIẾP NHẬN, an A5 page a code, with what the database says of it. Raises
 * Problem('not_found') for a code that is none or has no thread.
 */
export async function receiptPdf(
  box: Letterbox,
  baseUrl: string,
  codes: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const receipts = []
  for (const code of codes) {
    const digits = parseReceipt(code)
    const thread = digits === null ? null : await box.door.thread(receiptHash(box.pepper, digits))
    if (digits === null || thread === null) throw new Problem('not_found', problemWords.notFound)
    const { office, phone } = areaFacts(await box.door.area(thread.area))
    receipts.push(receiptOf(digits, thread, baseUrl, { office, phone }))
  }
  const [year = 0, month = 0, day = 0] = dayInVietNam().split('-').map(Number)
  return print('receipt', {
    name: words.name,
    date: { year, month, day },
    title: words.title,
    rules: words.rules,
    qrLabel: words.qrLabel,
    receipts,
  })
}

function receiptOf(
  digits: string,
  thread: SealedThread,
  baseUrl: string,
  { office, phone }: { office?: string | undefined; phone?: string | undefined },
) {
  const address = `${baseUrl}/tra-cuu`
  return {
    front: thread.organisationName,
    number: words.number(receiptNumber(thread.number, thread.year)),
    received: words.received(thread.organisationName, shownDay(thread.day)),
    codeLabel: words.code,
    code: formatReceipt(digits).replaceAll('-', ' '),
    comeBack: words.comeBack(shownWeekday(thread.comeBack, 'vi')),
    qr: isPublic(baseUrl) ? qrSvg(`${address}#${digits}`) : null,
    online: words.online(address.replace(/^https?:\/\//, '')),
    offline: words.offline(office),
    call: phone ? words.call(phone) : '',
    digest: `${words.digest} ${thread.commitment}`,
  }
}
