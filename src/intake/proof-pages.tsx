import { type Context, Hono } from 'hono'
import { langOf } from '../../views/lang.ts'
import { CheckPage } from '../../views/letterbox/check.tsx'
import { AskReceiptPage } from '../../views/letterbox/thread.tsx'
import { broughtWords, proofWords } from '../../views/words/proof.ts'
import { mostWithout, readForm } from './body.ts'
import { correspond } from './correspond.ts'
import { checkBrought, threadInLog } from './log-proof.ts'
import type { Intake } from './take.ts'

/** The proof to keep: `POST /tra-cuu/chung-minh` saves it, `POST /kiem-chung/tep` checks it again. */
export function proofPages(intake: Intake): Hono {
  const pages = new Hono()
  // Whoever comes back by the address alone asks anew.
  pages.get('/tra-cuu/chung-minh', (c) => c.html(<AskReceiptPage {...empty(c)} receipt="" />))
  pages.get('/kiem-chung/tep', (c) => c.html(<CheckPage {...empty(c)} receipt="" digest="" />))

  pages.post('/tra-cuu/chung-minh', async (c) => {
    const receipt = typed(await readForm(c.req.raw, mostWithout), 'receipt')
    // Counts wrong receipts, and answers them as everywhere.
    const { digest } = await correspond(intake, { receipt, address: intake.addressOf(c) })
    const found = await threadInLog(intake, receipt, digest)
    if (typeof found === 'object') {
      const name = `attachment; filename="chung-minh-nhat-ky.txt"`
      const type = 'text/plain; charset=utf-8'
      return c.body(found.file, 200, { 'content-type': type, 'content-disposition': name })
    }
    const errors = { receipt: proofWords[found] }
    return c.html(<AskReceiptPage lang={lang(c)} receipt="" errors={errors} />, 409)
  })

  pages.post('/kiem-chung/tep', async (c) => {
    const form = await readForm(c.req.raw, mostWithout)
    const file = form.get('file')
    const text = file instanceof File && file.size > 0 ? await file.text() : typed(form, 'text')
    const page = { lang: lang(c), receipt: '', digest: '' }
    if (text.trim() === '') {
      return c.html(<CheckPage {...page} errors={{ text: broughtWords.nothing }} />, 400)
    }
    return c.html(<CheckPage {...page} errors={{}} checked={await checkBrought(intake, text)} />)
  })
  return pages
}

function empty(c: Context) {
  return { lang: lang(c), errors: {} }
}

function typed(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function lang(c: Context) {
  return langOf(c.req.query('lang'))
}
