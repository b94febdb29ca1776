import { type Context, Hono } from 'hono'
import { RollDonePage, RollPage, RollStartPage } from '../../views/counter/rolls.tsx'
import { at } from '../../views/links.ts'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { rollProblems as problems, type RollKind, rollKinds } from '../../views/words/rolls.ts'
import { mostWithout, readForm } from '../intake/body.ts'
import { Problem } from '../problem.ts'
import { refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import type { Counter } from './counter.ts'
import { importRoll, needRoll, planRoll } from './roll.ts'
import type { Answers } from './roll-plan.ts'
import { mostRollBytes } from './roll-table.ts'
import { createRollUploads, type RollUpload } from './roll-uploads.ts'

/** `/nhap/danh-sach`: lists of areas, organisations, officials, staff; tried first, then imported. */
export function rollPages({ staff }: Counter, uploads = createRollUploads()): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const start = '/nhap/danh-sach'

  app.get(start, (c) => started(c, untouched, 200))
  app.post(start, async (c) => {
    const { actor, lang } = seen(c)
    const form = await readForm(c.req.raw, mostRollBytes + (64 << 10))
    const typed = { kind: String(form.get('kind') ?? '') }
    try {
      const kind = kindOf(typed.kind)
      needRoll(actor, kind)
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0) throw wrongAt('file', problems.file)
      const bytes = new Uint8Array(await file.arrayBuffer())
      const { id } = await uploads.keep(actor, kind, bytes).catch((thrown) => {
        throw thrown instanceof Problem ? wrongAt('file', thrown.sentence) : thrown
      })
      return c.redirect(at(`${start}/${id}`, lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return started(c, returned, status)
    }
  })
  app.get(`${start}/:id`, (c) => {
    const { actor } = seen(c)
    return shown(c, actor, uploads.of(actor, c.req.param('id')), new Map())
  })
  app.post(`${start}/:id`, async (c) => {
    const { actor } = seen(c)
    const upload = uploads.of(actor, c.req.param('id'))
    const typed = await readForm(c.req.raw, mostWithout)
    const answers = answersIn(typed)
    if (typed.get('go') !== 'yes') return shown(c, actor, upload, answers)
    const { plan, invited } = await asActor(staff.db, staff.door, actor, (tx) =>
      importRoll(tx, actor, upload.kind, upload, answers),
    )
    if (invited === null) {
      const returned = { ...untouched, trouble: problems.notReady }
      return shown(c, actor, upload, answers, returned, 409)
    }
    uploads.drop(upload.id)
    const { actor: _, ...shell } = seen(c)
    const links = invited.map(({ name, door, secret, approval }) => ({
      ...{ name, link: `${staff.urls[door]}/moi/${secret}`, waits: approval !== null },
    }))
    const counts = { changes: plan.changes.length, unchanged: plan.unchanged }
    // The links are secrets that are shown once: no cache may keep them.
    c.header('cache-control', 'no-store')
    return c.html(<RollDonePage {...shell} {...counts} kind={upload.kind} invited={links} />)
  })

  function started(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = seen(c)
    const kinds = kindNames.filter((kind) => kind !== 'staff' || actor.roles.includes('admin'))
    return c.html(<RollStartPage {...shell} kinds={kinds} returned={returned} />, status)
  }

  async function shown(
    c: Context<StaffEnv>,
    actor: Actor,
    upload: RollUpload,
    answers: Answers,
    returned = untouched,
    status: 200 | 400 | 409 = 200,
  ) {
    const { actor: _, ...shell } = seen(c)
    const { id, kind, table } = upload
    const plan = await asActor(staff.db, staff.door, actor, (tx) =>
      planRoll(tx, actor, kind, table, answers),
    )
    const lines = table.lines.length + new Set(table.errors.map(({ line }) => line)).size
    const page = { id, kind, lines, plan, answers, returned }
    return c.html(<RollPage {...shell} {...page} />, status)
  }

  function seen(c: Context<StaffEnv>) {
    const shell = shellOf(c, staff)
    needRole(shell.actor, 'secretary', 'admin')
    return shell
  }
  return app
}

const kindNames = Object.keys(rollKinds) as RollKind[]

function kindOf(text: string): RollKind {
  const kind = kindNames.find((one) => one === text)
  if (kind === undefined) throw wrongAt('kind', problems.kind)
  return kind
}

// `same-12` is who the person on line 12 is.
function answersIn(typed: FormData): Answers {
  const answers = new Map<number, string>()
  for (const [name, value] of typed) {
    const line = /^same-(\d{1,6})$/.exec(name)?.[1]
    if (line !== undefined && typeof value === 'string' && value !== '') {
      answers.set(Number(line), value)
    }
  }
  return answers
}

function wrongAt(path: string, message: (typeof problems)[keyof typeof problems]): Problem {
  return new Problem('invalid', message, [{ path, message }])
}
