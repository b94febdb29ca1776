import { type Context, Hono } from 'hono'
import type { AreaPage } from '../../db/door.ts'
import { shownDay } from '../../views/dates.ts'
import { langOf } from '../../views/lang.ts'
import { FormPage, type FormValues } from '../../views/letterbox/form.tsx'
import type { FieldErrors } from '../../views/letterbox/parts.tsx'
import { ReceiptPage } from '../../views/letterbox/receipt.tsx'
import { at } from '../../views/links.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { aboutChoices, areaFacts, areaOr404 } from './area-facts.ts'
import { mostWithFiles, readForm } from './body.ts'
import { asksIdentity } from './custodians.ts'
import { newFeedback, parse } from './feedback.ts'
import { attachmentsOf } from './files.ts'
import { feedbackGiven, formErrors, incomingFiles, type SentForm, sentForm } from './form-body.ts'
import { keptPages } from './kept-pages.ts'
import { type Intake, take } from './take.ts'

type Shown = { values: FormValues; errors: FieldErrors; key: string }

/** The letter form: `GET|POST /k/:area/gui`. */
export function formPages(intake: Intake): Hono {
  const { door } = intake.box
  const pages = new Hono()

  const kept = keptPages(intake.keepPagesFor ?? 0)
  const anyKey = crypto.randomUUID()

  pages.get('/k/:area/gui', async (c) => {
    const lang = langOf(c.req.query('lang'))
    const kind = kindOf(c.req.query('kind'))
    const name = `${c.req.param('area')} ${kind} ${lang}`
    const page = c.req.query('q') === undefined ? kept.get(name) : undefined
    // Every form has a key of its own; else two people's letters were one.
    const own = (made: string) => c.html(made.replace(anyKey, crypto.randomUUID()))
    if (page) return own(page)
    const area = await areaOr404(intake.box, c.req.param('area'))
    if (area.closed) return c.redirect(at(`/k/${area.code}`, lang))
    const values = { ...empty, kind }
    const made = String(await form(c, area, { values, errors: {}, key: anyKey }))
    return own(c.req.query('q') === undefined ? kept.put(name, made) : made)
  })

  pages.post('/k/:area/gui', async (c) => {
    const sent = sentForm(await readForm(c.req.raw, intake.mostBytes ?? mostWithFiles))
    const area = await areaOr404(intake.box, c.req.param('area'))
    try {
      const receipt = await takeForm(intake, area, sent, intake.addressOf(c))
      return c.html(
        <ReceiptPage
          {...receipt}
          lang={langOf(c.req.query('lang'))}
          front={area.organisation.name}
          office={areaFacts(area).office}
          baseUrl={intake.baseUrl}
        />,
        201,
      )
    } catch (thrown) {
      const problem = problemOf(thrown)
      if (problem.code === 'internal') intake.log(eventOf(thrown))
      // A letter that may have been stored keeps its key; one that clashed needs a new one.
      const kept = problem.code === 'conflict' ? undefined : sent.idempotencyKey
      const key = kept ?? crypto.randomUUID()
      const shown = { values: sent.values, errors: formErrors(problem), key }
      return c.html(await form(c, area, shown), statusOf[problem.code])
    }
  })

  async function form(c: Context, area: AreaPage, { values, errors, key }: Shown) {
    const search = (c.req.query('q') ?? '').slice(0, 100)
    const chosen = [...values.officials, ...values.collectives]
    const { officials, collectives, cut } = aboutChoices(
      await door.officials(area.code, ''),
      search,
      chosen,
      area.organisation.id,
    )
    return (
      <FormPage
        lang={langOf(c.req.query('lang'))}
        area={area}
        front={area.organisation.name}
        officials={officials}
        collectives={collectives}
        search={cut ? search : undefined}
        years={lastYears()}
        cutOff={area.cycle ? shownDay(area.cycle.cutOff) : undefined}
        idempotencyKey={key}
        values={values}
        errors={errors}
        asksIdentity={await asksIdentity(intake.box.custodians, area.organisation.id)}
      />
    )
  }
  return pages
}

async function takeForm(intake: Intake, area: AreaPage, sent: SentForm, address: string) {
  const files = await incomingFiles(sent.files)
  const [feedback, attachments] = bothOrAllErrors(
    () => parse(newFeedback, feedbackGiven(area.code, sent.values)),
    () => attachmentsOf(files),
  )
  const { idempotencyKey, solved } = sent
  return take(intake, feedback, attachments, { address, idempotencyKey, solved })
}

// A person corrects everything at once, so the errors of words and files come back together.
function bothOrAllErrors<A, B>(first: () => A, second: () => B): [A, B] {
  let parsed: A
  try {
    parsed = first()
  } catch (thrown) {
    const problem = problemOf(thrown)
    try {
      second()
    } catch (also) {
      const { errors } = problemOf(also)
      throw new Problem(problem.code, problem.sentence, [...problem.errors, ...errors])
    }
    throw thrown
  }
  return [parsed, second()]
}

/** One line about an unexpected failure: its name and code, never its words, which may quote. */
export function eventOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'letterbox: failed with something that is no error'
  const code = 'code' in thrown ? ` ${String(thrown.code)}` : ''
  const place = thrown.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? ''
  return `letterbox: failed: ${thrown.name}${code}${place.replace(/\s+/, ' ')}`
}

const empty: FormValues = {
  kind: 'comment',
  officials: [],
  collectives: [],
  aboutText: '',
  text: '',
  day: '',
  month: '',
  year: '',
  place: '',
  use: '',
  contact: '',
  consent: false,
  identity: { name: '', phone: '', address: '' },
  slip: '',
  files: 0,
}

function kindOf(asked: string | undefined): FormValues['kind'] {
  return asked === 'praise' || asked === 'report' ? asked : 'comment'
}

function lastYears(): number[] {
  const now = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear()
  return [0, 1, 2, 3, 4, 5].map((back) => now - back)
}
