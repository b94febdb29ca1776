import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ImportPage, ImportStartPage, type ShownRun } from '../../views/counter/import.tsx'
import type { Sentence } from '../../views/lang.ts'
import { at } from '../../views/links.ts'
import { areaOptions } from '../../views/review/areas.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import {
  type ImportField,
  importFields,
  importProblems as problems,
} from '../../views/words/import.ts'
import { problemWords } from '../../views/words/problems.ts'
import { plain } from '../intake/area-facts.ts'
import { readForm } from '../intake/body.ts'
import { Problem } from '../problem.ts'
import { ownAreas } from '../review/areas.ts'
import { line } from '../review/fields.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { asActor, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Counter } from './counter.ts'
import { needImporter } from './import.ts'
import { importsOf, rememberedMapping, rememberMapping } from './import-kept.ts'
import type { Mapping } from './import-row.ts'
import { createUploads, mostBytes, type Run, type Upload } from './uploads.ts'

const fieldNames = Object.keys(importFields) as ImportField[]
const needed = ['id', 'text'] as const
const choices = ['defaultArea', 'defaultKind', 'use'] as const

/** `/nhap/tep`: a file of another system, tried first and then taken over. */
export function importPages(counter: Counter, uploads = createUploads()): Hono<StaffEnv> {
  const { staff } = counter
  const app = new Hono<StaffEnv>()

  app.get('/nhap/tep', (c) => started(c, untouched, 200))
  app.post('/nhap/tep', async (c) => {
    const { actor, lang } = seen(c)
    const form = await readForm(c.req.raw, mostBytes + (64 << 10))
    const typed = { source: String(form.get('source') ?? '') }
    try {
      const source = line(100).safeParse(typed.source)
      if (!source.success) throw wrongAt('source', problems.source)
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0) throw wrongAt('file', problems.file)
      const bytes = new Uint8Array(await file.arrayBuffer())
      const { id } = await uploads.keep(actor, source.data, bytes).catch((thrown) => {
        throw thrown instanceof Problem ? wrongAt('file', thrown.sentence) : thrown
      })
      return c.redirect(at(`/nhap/tep/${id}`, lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return started(c, returned, status)
    }
  })
  app.get('/nhap/tep/:id', async (c) => {
    const { actor } = seen(c)
    const upload = uploads.of(actor, c.req.param('id'))
    const mapping =
      upload.mapping ??
      (await asActor(staff.db, staff.door, actor, (tx) => rememberedMapping(tx, upload.source)))
    const typed = mapping ? typedMapping(mapping) : guessed(upload.columns)
    return shown(c, upload, { ...untouched, typed }, 200)
  })
  app.post('/nhap/tep/:id/thu', async (c) => {
    const { actor, lang } = seen(c)
    const upload = uploads.of(actor, c.req.param('id'))
    const typed = filled(await typedForm(c))
    try {
      const mapping = mappingOf(typed, upload.columns.length)
      await asActor(staff.db, staff.door, actor, (tx) =>
        rememberMapping(tx, actor, upload.source, mapping),
      )
      void uploads.begin(counter, actor, upload, mapping)
      return c.redirect(at(`/nhap/tep/${upload.id}`, lang), 303)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, upload, returned, status)
    }
  })
  app.post('/nhap/tep/:id/nap', (c) => {
    const { actor, lang } = seen(c)
    const upload = uploads.of(actor, c.req.param('id'))
    void uploads.finish(counter, actor, upload)
    return c.redirect(at(`/nhap/tep/${upload.id}`, lang), 303)
  })

  async function started(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = seen(c)
    const past = await asActor(staff.db, staff.door, actor, (tx) => importsOf(tx))
    return c.html(<ImportStartPage {...shell} past={past} returned={returned} />, status)
  }

  async function shown(
    c: Context<StaffEnv>,
    upload: Upload,
    returned: Returned,
    status: 200 | 400 | 409,
  ) {
    const { actor, ...shell } = seen(c)
    const { items } = await asActor(staff.db, staff.door, actor, (tx) =>
      ownAreas(tx, actor, { limit: 1000 }),
    )
    const open = items.filter(({ validTo }) => validTo === null || validTo >= dayInVietNam())
    const { id, source, columns, run } = upload
    const page = { id, source, columns, areas: areaOptions(open), run: run && shownRun(run) }
    return c.html(<ImportPage {...shell} {...page} returned={returned} />, status)
  }

  function seen(c: Context<StaffEnv>) {
    const shell = shellOf(c, staff)
    needImporter(shell.actor)
    return shell
  }
  return app
}

function shownRun(run: Run): ShownRun {
  if (run.stage !== 'failed') return run
  return { stage: 'failed', sentence: run.problem.sentence, importing: run.importing }
}

const restOfMapping = z.object({
  defaultArea: z.string(),
  defaultKind: z.enum(['comment', 'praise', 'report']),
  use: z.enum(['record', 'front-only']),
})

function mappingOf(typed: Record<string, string>, width: number): Mapping {
  const columns: Mapping['columns'] = {}
  for (const name of fieldNames) {
    const place = Number(typed[name] ?? Number.NaN)
    if (Number.isInteger(place) && place >= 0 && place < width) columns[name] = place
  }
  const missing = needed.filter((name) => columns[name] === undefined)
  const rest = restOfMapping.safeParse(typed)
  const { fieldErrors = {} } = rest.error ? z.flattenError(rest.error) : {}
  const unchosen = choices.filter((name) => fieldErrors[name])
  if (!rest.success || missing.length > 0) {
    throw new Problem('invalid', problemWords.invalid, [
      ...missing.map((path) => ({ path, message: problems.columns[path] })),
      ...unchosen.map((path) => ({ path, message: problems.chosen[path] })),
    ])
  }
  const { defaultArea, defaultKind, use } = rest.data
  return { columns, area: defaultArea, kind: defaultKind, use }
}

function typedMapping({ columns, area, kind, use }: Mapping): Record<string, string> {
  const chosen = Object.entries(columns).map(([name, place]) => [name, String(place)])
  return { ...Object.fromEntries(chosen), defaultArea: area, defaultKind: kind, use }
}

// The first time: columns that are called what such columns are called.
const usualNames: Record<ImportField, RegExp> = {
  id: /^(id|ma|ma so|ma phan anh|ma ho so|code)$/,
  text: /^(noi dung|noi dung phan anh|text|content)$/,
  about: /^(doi tuong|can bo|noi ve ai|ve ai|about)$/,
  area: /^(khu vuc|dia ban|khu pho|thon|area)$/,
  kind: /^(loai|phan loai|kind)$/,
  observedOn: /^(ngay xay ra|thoi gian xay ra|ngay|date)$/,
}

function guessed(columns: readonly string[]): Record<string, string> {
  const found = fieldNames.flatMap((name) => {
    const place = columns.findIndex((column) => usualNames[name].test(plain(column)))
    return place < 0 ? [] : [[name, String(place)] as const]
  })
  return Object.fromEntries(found)
}

function wrongAt(path: string, message: Sentence): Problem {
  return new Problem('invalid', problemWords.invalid, [{ path, message }])
}
