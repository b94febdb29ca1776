import { type Context, Hono } from 'hono'
import type { Subject } from '../../db/door.ts'
import { EnteredPage } from '../../views/counter/entered.tsx'
import { EntryPage, EntryStartPage } from '../../views/counter/entry.tsx'
import { areaName } from '../../views/letterbox/parts.tsx'
import { areaOptions } from '../../views/review/areas.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { areaOr404 } from '../intake/area-facts.ts'
import { mostWithFiles, readForm } from '../intake/body.ts'
import { parse } from '../intake/feedback.ts'
import { attachmentsOf } from '../intake/files.ts'
import { incomingFiles } from '../intake/form-body.ts'
import { Problem, problemOf, statusOf } from '../problem.ts'
import { ownAreas } from '../review/areas.ts'
import { shellOf } from '../review/typed.ts'
import { asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { type Counter, counterBox } from './counter.ts'
import { type Entered, enter, mostItems, newEntry, type Source, sources } from './entry.ts'
import {
  boxesOf,
  entryGiven,
  entryReturned,
  filledBoxes,
  type SentEntry,
  sentEntry,
} from './entry-form.ts'
import { pdfAnswer } from './press.ts'
import { receiptPdf } from './receipt-paper.ts'

type Shown = { returned: Returned; boxes: number; sending: string }

/** `/nhap`: staff write down what came on paper, by telephone, at a meeting, on a reception day. */
export function entryPages(counter: Counter): Hono<StaffEnv> {
  const { staff } = counter
  const app = new Hono<StaffEnv>()

  app.get('/nhap', async (c) => {
    const { actor, ...shell } = seen(c)
    const { source, area } = c.req.query()
    if (isSource(source) && area !== undefined) {
      const shown = {
        returned: untouched,
        boxes: boxesOf(source, {}),
        sending: crypto.randomUUID(),
      }
      return form(c, source, area, shown, 200)
    }
    const { items } = await asActor(staff.db, staff.door, actor, (tx) =>
      ownAreas(tx, actor, { limit: 1000 }),
    )
    const open = items.filter(({ validTo }) => validTo === null || validTo >= dayInVietNam())
    return c.html(<EntryStartPage {...shell} areas={areaOptions(open)} typed={untouched} />)
  })

  app.post('/nhap', async (c) => {
    const { actor, ...shell } = seen(c)
    const { source, area = '' } = c.req.query()
    if (!isSource(source)) throw new Problem('not_found', problemWords.notFound)
    const sent = sentEntry(await readForm(c.req.raw, mostWithFiles))
    const { typed } = sent
    const boxes = boxesOf(source, typed)
    const sending = isKey(typed.key) ? typed.key : crypto.randomUUID()
    if (typed.step === 'more') {
      return form(c, source, area, { returned: { ...untouched, typed }, boxes, sending }, 200)
    }
    const places = filledBoxes(typed, boxes)
    try {
      const entered = await enterForm(counter, actor, sending, { source, area, sent, places })
      const again = `/nhap?source=${source}&area=${area}`
      return c.html(<EnteredPage {...shell} {...entered} again={again} />, 201)
    } catch (thrown) {
      const problem = problemOf(thrown)
      const { code } = problem
      if (code !== 'invalid' && code !== 'conflict' && code !== 'too_large') throw thrown
      const returned = entryReturned(problem, typed, places)
      return form(c, source, area, { returned, boxes, sending }, statusOf[code])
    }
  })

  app.post('/nhap/phieu', async (c) => {
    const { actor } = seen(c)
    const codes = (await readForm(c.req.raw, 64 * 1024)).getAll('receipt').map(String)
    const wanted = codes.slice(0, mostItems)
    return pdfAnswer(
      await receiptPdf(counterBox(counter, actor), counter.baseUrl, wanted),
      'phieu-tiep-nhan',
    )
  })

  async function form(
    c: Context<StaffEnv>,
    source: Source,
    code: string,
    shown: Shown,
    status: 200 | 400 | 409 | 413,
  ) {
    const { actor, ...shell } = seen(c)
    const box = counterBox(counter, actor)
    const area = await areaOr404(box, code)
    const near = await box.door.officials(area.code, '')
    const page = {
      source,
      area: { code: area.code, name: areaName(area) },
      subjects: near.map(subjectOption),
      today: dayInVietNam(),
      ...shown,
    }
    return c.html(<EntryPage {...shell} {...page} />, status)
  }

  function seen(c: Context<StaffEnv>) {
    const shell = shellOf(c, staff)
    needRole(shell.actor, 'clerk', 'moderator')
    return shell
  }
  return app
}

type Given = { source: Source; area: string; sent: SentEntry; places: readonly number[] }

async function enterForm(
  counter: Counter,
  actor: Parameters<typeof enter>[1],
  key: string,
  { source, area, sent, places }: Given,
): Promise<Entered> {
  const entry = parse(newEntry, entryGiven(source, area, sent.typed, places))
  return enter(counter, actor, key, entry, attachmentsOf(await incomingFiles(sent.files)))
}

function subjectOption(subject: Subject) {
  const kind = subject.official ? 'official' : 'collective'
  const text = subject.official ? `${subject.post} – ${subject.name}` : subject.name
  return { value: `${kind}:${subject.official ?? subject.collective}`, text }
}

function isSource(asked: string | undefined): asked is Source {
  return sources.some((source) => source === asked)
}

function isKey(given: string | undefined): given is string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given ?? '')
}
