import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { doorThrough } from '../../db/door-through.ts'
import { areas } from '../../db/schema.ts'
import { TransferPage } from '../../views/counter/transfer.tsx'
import { TransfersPage } from '../../views/counter/transfers.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { placeWords } from '../../views/words/places.ts'
import { transferFields } from '../../views/words/transfers.ts'
import { bundleDocx } from '../bundle/papers-docx.ts'
import { fileAnswer } from '../moderation/attachments.ts'
import { feedbackById } from '../moderation/feedback.ts'
import { undoDiversion } from '../moderation/transfer-endings.ts'
import { goingOf, notePrinted, transferFileOf } from '../moderation/transfer-letter.ts'
import {
  diversionCounts,
  isLate,
  type Transfer,
  transferOf,
  transfersOf,
} from '../moderation/transfers.ts'
import type { Vault } from '../moderation/vault.ts'
import { Problem, problemOf } from '../problem.ts'
import { line } from '../review/fields.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import type { StaffDoor } from '../staff/guard.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import { ownFront } from './facts.ts'
import { enterTransfer, parsedTransfer } from './transfer.ts'
import { transferPaper } from './transfer-paper.ts'

type Within = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>

/** `/phieu-chuyen`: what goes elsewhere. Raises for the door's error page. */
export function transferPages(staff: StaffDoor, vault: Vault): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const within: Within = (actor, work) => asActor(staff.db, staff.door, actor, work)

  app.get('/phieu-chuyen', async (c) => {
    const { actor, ...shell } = shellOf(c, staff)
    const page = await within(actor, async (tx) => {
      const lines = []
      for (const one of await transfersOf(tx, actor)) {
        lines.push({ ...one, late: await isLate(tx, one) })
      }
      return { lines, counts: await diversionCounts(tx, actor) }
    })
    const opens = actor.roles.some((role) => role === 'moderator' || role === 'lead')
    return c.html(<TransfersPage {...shell} {...page} opens={opens} />)
  })
  app.get('/phieu-chuyen/:id', (c) => shown(c, untouched, 200))
  app.post('/phieu-chuyen/:id', (c) =>
    acted(c, (tx, actor, id, typed) => enterTransfer(tx, vault, actor, id, parsedTransfer(typed))),
  )
  app.post('/phieu-chuyen/:id/lay-lai', (c) =>
    acted(c, (tx, actor, id, typed) => undoDiversion(tx, vault, actor, id, reasonIn(typed))),
  )
  app.post('/phieu-chuyen/:id/in', async (c) => {
    const { actor } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const { transfer, paper } = await within(actor, (tx) =>
      printed(tx, vault, actor, c.req.param('id'), typed.receiver ?? ''),
    )
    const name = `phieu-chuyen-${transfer.number.replace('/', '-')}.docx`
    return new Response(new Uint8Array(await bundleDocx(paper)), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    })
  })
  app.post('/phieu-chuyen/:id/tep/:file', async (c) => {
    const { actor } = shellOf(c, staff)
    const { id, file } = c.req.param()
    const opened = await within(actor, async (tx) =>
      transferFileOf(tx, vault, actor, await transferOf(tx, actor, id), file),
    )
    return fileAnswer(opened)
  })
  return app

  async function acted(
    c: Context<StaffEnv, '/phieu-chuyen/:id'>,
    act: (tx: Tx, actor: Actor, id: string, typed: Record<string, string>) => Promise<void>,
  ): Promise<Response> {
    const { actor, lang } = shellOf(c, staff)
    const typed = filled(await typedForm(c))
    const id = c.req.param('id')
    try {
      await within(actor, (tx) => act(tx, actor, id, typed))
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
    return c.redirect(at(`/phieu-chuyen/${id}?saved=1`, lang), 303)
  }

  async function shown(
    c: Context<StaffEnv, '/phieu-chuyen/:id'>,
    returned: Returned,
    status: 200 | 400 | 409,
  ): Promise<Response> {
    const { actor, ...shell } = shellOf(c, staff)
    const page = await within(actor, (tx) => pageOf(tx, vault, actor, c.req.param('id')))
    const saved = c.req.query('saved') === '1'
    const more = { saved, returned, today: dayInVietNam() }
    return c.html(<TransferPage {...shell} {...page} {...more} />, status)
  }
}

async function pageOf(tx: Tx, vault: Vault, actor: Actor, id: string) {
  const transfer = await transferOf(tx, actor, id)
  const isLead = actor.roles.includes('lead')
  const handles = isLead || transfer.handler === actor.person
  const open = !transfer.undone && !transfer.destroyed
  return {
    transfer: { ...transfer, late: await isLate(tx, transfer) },
    going: handles && open ? await goingOrNone(tx, vault, actor, transfer) : null,
    suggested: await suggestedFor(tx, transfer),
    enters: handles && open,
    undoes: isLead && open && transfer.kind !== null,
  }
}

// Nothing to show (no summary yet, words destroyed) is no reason not to show the page.
async function goingOrNone(tx: Tx, vault: Vault, actor: Actor, transfer: Transfer) {
  try {
    return await goingOf(tx, vault, actor, transfer)
  } catch (thrown) {
    if (problemOf(thrown).code === 'conflict') return null
    throw thrown
  }
}

const purposes = {
  complaint: 'citizenReception',
  denunciation: 'citizenReception',
  corruption_report: 'partyInspection',
  party_denunciation: 'partyInspection',
  crime: 'police',
} as const

async function suggestedFor(tx: Tx, { feedback, kind }: Transfer) {
  const { areaCode } = await feedbackById(tx, feedback)
  const door = doorThrough((statement) => tx.execute(statement))
  const found = (await door.places(areaCode))[kind === null ? 'publicServices' : purposes[kind]]
  return {
    receiver: found?.place ?? '',
    contact: [found?.address, found?.phone].filter(Boolean).join(', '),
    places: found ? placeWords(found) : '',
  }
}

async function printed(tx: Tx, vault: Vault, actor: Actor, id: string, receiver: string) {
  const transfer = await transferOf(tx, actor, id)
  const going = await goingOf(tx, vault, actor, transfer)
  const row = await feedbackById(tx, id)
  const front = await ownFront(tx, actor)
  const typed = line(200).safeParse(receiver)
  const paper = transferPaper(transfer, going, {
    front: front.name,
    place: await placeOf(tx, front.area),
    receiver: transfer.entered?.receiver ?? (typed.success ? typed.data : ''),
    number: transfer.entered?.sheetNumber ?? null,
    day: transfer.entered?.way === 'sheet' ? transfer.entered.day : null,
    came: row.day,
  })
  await notePrinted(tx, actor, transfer)
  return { transfer, paper }
}

/** Where a paper is signed: the commune of the own Front. */
export async function placeOf(tx: Tx, code: string | null): Promise<string> {
  const [area] = code
    ? await tx.select({ name: areas.name }).from(areas).where(eq(areas.code, code))
    : []
  return area?.name ?? '……'
}

function reasonIn(typed: Record<string, string>): string {
  const reason = line(500).safeParse(typed.reason ?? '')
  if (reason.success) return reason.data
  const message = transferFields.reason ?? { vi: '', en: '' }
  throw new Problem('invalid', message, [{ path: 'reason', message }])
}
