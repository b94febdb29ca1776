import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Lang, langOf } from '../../views/lang.ts'
import { CheckPage, type CheckProps } from '../../views/letterbox/check.tsx'
import type { FieldErrors } from '../../views/letterbox/parts.tsx'
import { AskReceiptPage, ThreadPage } from '../../views/letterbox/thread.tsx'
import { intakeWords } from '../../views/words/intake.ts'
import { checkWords } from '../../views/words/letterbox.ts'
import { problemOf, statusOf } from '../problem.ts'
import { formatReceipt, parseReceipt } from '../seal/receipt.ts'
import { type RequestKind, requestKinds, type SenderAct, senderActs } from './acts.ts'
import { mostWithout, readForm } from './body.ts'
import { correspond } from './correspond.ts'
import { threadInLog } from './log-proof.ts'
import { proofPages } from './proof-pages.tsx'
import type { Intake } from './take.ts'
import type { Thread } from './thread.ts'

type Asked = {
  receipt: string
  text: string | undefined
  act: SenderAct | undefined
  request: RequestKind | undefined
  idempotencyKey: string | undefined
}

/** Following up by receipt: `GET|POST /tra-cuu`, `GET|POST /kiem-chung`. The code travels in bodies only. */
export function threadPages(intake: Intake): Hono {
  const pages = new Hono()
  pages.get('/tra-cuu', (c) => c.html(<AskReceiptPage lang={lang(c)} receipt="" errors={{}} />))
  pages.get('/kiem-chung', (c) =>
    c.html(<CheckPage lang={lang(c)} receipt="" digest="" errors={{}} />),
  )

  pages.post('/tra-cuu', async (c) => {
    const asked = askedOf(await readForm(c.req.raw, mostWithout))
    const address = intake.addressOf(c)
    try {
      const thread = await correspond(intake, { ...asked, address })
      const stored = [asked.text, asked.act, asked.request].some(Boolean)
      return c.html(await shown(intake, lang(c), asked.receipt, thread, { stored }))
    } catch (thrown) {
      const { code, errors, sentence } = problemOf(thrown)
      if (code !== 'invalid' || errors.length === 0) throw thrown
      // What was being written is wrong, not the receipt: the thread comes back with it.
      const { receipt, text } = asked
      const thread = await correspond(intake, { receipt, address })
      const wrong = { text: errors[0]?.message ?? sentence }
      return c.html(await shown(intake, lang(c), receipt, thread, { text, wrong }), 400)
    }
  })

  pages.post('/kiem-chung', async (c) => {
    const form = await readForm(c.req.raw, mostWithout)
    const receipt = field(form, 'receipt')
    const digest = field(form, 'digest').toLowerCase().replace(/\s/g, '')
    const again = { lang: lang(c), receipt, digest }
    if (digest !== '' && !/^[0-9a-f]{64}$/.test(digest)) {
      return c.html(<CheckPage {...again} errors={{ digest: checkWords.malformed }} />, 400)
    }
    const thread = await correspond(intake, { receipt, address: intake.addressOf(c) })
    return c.html(<CheckPage {...again} errors={{}} found={found(thread, digest)} />)
  })

  pages.route('/', proofPages(intake))

  // Wrong receipts and too many of them come back to the page that asked.
  pages.onError((thrown, c) => {
    const problem = problemOf(thrown)
    const asksAgain = /^\/(tra-cuu|kiem-chung|tra-cuu\/chung-minh)$/.test(c.req.path)
    if (!asksAgain || !/^(not_found|too_many)$/.test(problem.code)) throw thrown
    if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter))
    const sentence = problem.code === 'not_found' ? intakeWords.noThread : problem.sentence
    const props = { lang: lang(c), receipt: '', errors: { receipt: sentence } as FieldErrors }
    const page =
      c.req.path === '/kiem-chung' ? (
        <CheckPage {...props} digest="" />
      ) : (
        <AskReceiptPage {...props} />
      )
    return c.html(page, statusOf[problem.code])
  })
  return pages
}

function askedOf(form: FormData): Asked {
  const act = senderActs.find((one) => one === form.get('act'))
  const request = requestKinds.find((one) => one === form.get('request'))
  // A request may come without words; a message may not.
  const wordless = request !== undefined && field(form, 'text') === ''
  const text =
    form.has('text') && !wordless ? field(form, 'text').replaceAll('\r\n', '\n') : undefined
  const key = z.uuid().safeParse(form.get('key'))
  return { receipt: field(form, 'receipt'), text, act, request, idempotencyKey: key.data }
}

const answeredStates = ['not_accepted', 'rejected', 'forwarded', 'bundled', 'considered', 'closed']

type Outcome = { stored?: boolean; text?: string | undefined; wrong?: FieldErrors }

async function shown(
  intake: Intake,
  lang: Lang,
  receipt: string,
  thread: Thread,
  outcome: Outcome,
) {
  return (
    <ThreadPage
      {...thread}
      lang={lang}
      log={await threadInLog(intake, receipt, thread.digest)}
      receipt={formatReceipt(parseReceipt(receipt) ?? receipt)}
      answered={answeredStates.includes(thread.state)}
      messageKey={crypto.randomUUID()}
      stored={outcome.stored === true}
      errors={outcome.wrong ?? {}}
      text={outcome.wrong ? (outcome.text ?? '') : ''}
    />
  )
}

function found(thread: Thread, digest: string): NonNullable<CheckProps['found']> {
  const { number, day } = thread
  const agrees = digest === '' ? undefined : digest === thread.digest
  return { number, day, digest: thread.digest, agrees }
}

function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

function lang(c: Context): Lang {
  return langOf(c.req.query('lang'))
}
