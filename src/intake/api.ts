import { OpenAPIHono } from '@hono/zod-openapi'
import type { AreaEntry } from '../../db/door.ts'
import { bodyWords } from '../../views/words/body.ts'
import { intakeWords as words } from '../../views/words/intake.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem, problemResponse } from '../problem.ts'
import { areaOr404 } from './area-facts.ts'
import { mostWithFiles, mostWithout, readJson } from './body.ts'
import { checkpointRoute } from './checkpoint.ts'
import { correspond } from './correspond.ts'
import { maxAttachmentBytes, parse } from './feedback.ts'
import { attachmentsOf, type IncomingFile } from './files.ts'
import { describeOperations, letterBody, messageBody, threadBody } from './openapi.ts'
import { type Intake, take } from './take.ts'

/** The JSON API of the public door (contract.md, Letterbox), documented at /openapi.json. */
export function intakeApi(intake: Intake): OpenAPIHono {
  const { door } = intake.box
  const api = new OpenAPIHono()
  describeOperations(api)

  api.post('/api/v1/feedback', async (c) => {
    const idempotencyKey = keyOf(c.req.header('idempotency-key'))
    const body = await readJson(c.req.raw, intake.mostBytes ?? mostWithFiles)
    const given = parse(letterBody, body)
    const { attachments = [], ...feedback } = given
    const came = {
      address: intake.addressOf(c),
      solved: c.req.header('altcha'),
      idempotencyKey,
    }
    const files = attachmentsOf(decodedFiles(attachments))
    return c.json(await take(intake, feedback, files, came), 201)
  })

  api.post('/api/v1/thread', async (c) => {
    const { receipt } = parse(threadBody, await readJson(c.req.raw, mostWithout))
    return c.json(await correspond(intake, { receipt, address: intake.addressOf(c) }))
  })

  api.post('/api/v1/thread/messages', async (c) => {
    const asked = messageOf(await readJson(c.req.raw, mostWithout))
    const address = intake.addressOf(c)
    const solved = c.req.header('altcha')
    const idempotencyKey = keyOf(c.req.header('idempotency-key'))
    const { state } = await correspond(intake, { ...asked, address, solved, idempotencyKey })
    return c.json({ state }, 201)
  })

  api.get('/api/v1/areas', async (c) => c.json({ items: tree(await door.areas(), null) }))

  api.get('/api/v1/areas/:code', async (c) => {
    const area = await areaOr404(intake.box, c.req.param('code'))
    const { organisation, cycle, closed, ...shown } = area
    return c.json({
      ...shown,
      closed: closed === true,
      organisation: { code: organisation.code, name: organisation.name },
      cutOff: cycle?.cutOff ?? null,
    })
  })

  api.get('/api/v1/officials', async (c) => {
    const code = c.req.query('area')
    const query = (c.req.query('q') ?? '').replaceAll('\0', '').slice(0, 100)
    if (code === undefined || code === '') {
      throw new Problem('invalid', problemWords.invalid, [
        { path: 'area', message: words.areaUnknown },
      ])
    }
    const area = await areaOr404(intake.box, code)
    const near = await door.officials(area.code, query)
    return c.json({ items: near.map(({ handledBy: _, handler: __, ...shown }) => shown) })
  })

  checkpointRoute(api, door)
  api.get('/api/v1/challenge', async (c) => c.json(await intake.gate.challenge()))
  api.get('/healthz', (c) => c.json({ status: 'ok' }))
  api.get('/readyz', async (c) => {
    await door.readiness()
    return c.json({ status: 'ready' })
  })
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Ý Dân: letterbox', version: '1' },
    servers: [{ url: intake.baseUrl }],
  })
  // A method nobody has here is a problem in JSON too, not a page.
  api.all('/api/*', () => problemResponse(new Problem('not_found', problemWords.notFound)))
  return api
}

function keyOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(given)) return given
  throw new Problem('invalid', words.idempotencyKey, [
    { path: 'Idempotency-Key', message: words.idempotencyKey },
  ])
}

function messageOf(given: unknown) {
  const read = parse(messageBody, given)
  const asked = Object.keys(given as object).filter((key) => /^(text|act|request)$/.test(key))
  if (asked.length > 1) {
    throw new Problem('invalid', bodyWords.textOrAct, [
      { path: 'act', message: bodyWords.textOrAct },
    ])
  }
  return read
}

type EncodedFile = { name: string; type: string; data: string }

function decodedFiles(files: readonly EncodedFile[]): IncomingFile[] {
  const size = files.reduce((sum, { data }) => sum + Math.floor((data.length * 3) / 4), 0)
  if (size > maxAttachmentBytes + 3 * files.length) {
    throw new Problem('too_large', words.filesTooLarge, [
      { path: 'attachments', message: words.filesTooLarge },
    ])
  }
  return files.map(({ name, type, data }, place) => {
    const bytes = Buffer.from(data, 'base64')
    // Buffer skips what is not base64; then fewer bytes come out than the text stands for.
    const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0
    if (bytes.length !== Math.floor(((data.length - padding) * 3) / 4)) {
      throw new Problem('invalid', problemWords.invalid, [
        { path: `attachments.${place}.data`, message: bodyWords.base64 },
      ])
    }
    return { name, type: type === '' ? 'none' : type, bytes }
  })
}

type Branch = AreaEntry & { children: Branch[] }

function tree(areas: readonly AreaEntry[], parent: string | null, depth = 0): Branch[] {
  const known = new Set(areas.map(({ code }) => code))
  const isChild = (area: AreaEntry) =>
    parent === null ? area.parent === null || !known.has(area.parent) : area.parent === parent
  if (depth > 8) return []
  return areas
    .filter(isChild)
    .map((area) => ({ ...area, children: tree(areas, area.code, depth + 1) }))
}
