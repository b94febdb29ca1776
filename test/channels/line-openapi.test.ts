import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { line } from '../../channels/line.ts'
import { lineContents, lineEvents, lineMessage, lineSecrets } from './fixtures/line.ts'

// A folder with LINE's webhook.yml and messaging-api.yml (github.com/line/line-openapi); .ci/run sets it.
const folder = process.env.LINE_OPENAPI ?? ''

type Schema = { [key: string]: unknown }
type Discriminated = Schema & { discriminator?: { mapping?: Record<string, string> } }

/**
 * A validator for one schema of an OpenAPI 3.0 file. JSON Schema knows no discriminators: wherever a
 * field refers to a type that has one, the type that its value names is required instead.
 */
function validatorOf(file: string) {
  const schemas = parse(readFileSync(join(folder, file), 'utf8')).components.schemas as Record<
    string,
    Discriminated
  >
  const definitions: Record<string, Schema> = {}
  for (const [name, schema] of Object.entries(schemas)) {
    const { discriminator, ...plain } = schema
    definitions[name] = pointed(plain, false) as Schema
    const cases = Object.entries(discriminator?.mapping ?? {})
    definitions[`${name}*`] =
      cases.length === 0
        ? { $ref: `#/definitions/${name}` }
        : {
            anyOf: cases.map(([value, ref]) => ({
              allOf: [
                { properties: { type: { const: value } }, required: ['type'] },
                { $ref: ref.replace('#/components/schemas/', '#/definitions/') },
              ],
            })),
          }
  }
  const ajv = new Ajv({ strict: false, validateFormats: false })
  return (name: string) => ajv.compile({ definitions, $ref: `#/definitions/${name}*` })
}

/** The schema with references to our definitions: whole types, except where one builds on another. */
function pointed(schema: unknown, isBase: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((one) => pointed(one, isBase))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === '$ref') {
        const to = String(value).replace('#/components/schemas/', '#/definitions/')
        return [key, isBase ? to : `${to}*`]
      }
      return [key, pointed(value, key === 'allOf')]
    }),
  )
}

describe.skipIf(folder === '')('against the specification of LINE', () => {
  it('our fixtures are webhooks as LINE describes them, and cover every type it lists', () => {
    const schemas = parse(readFileSync(join(folder, 'webhook.yml'), 'utf8')).components.schemas
    const types = Object.keys(schemas.Event.discriminator.mapping)
    expect(Object.keys(lineEvents)).toEqual(expect.arrayContaining(types))
    expect(Object.keys(lineContents)).toEqual(
      expect.arrayContaining(Object.keys(schemas.MessageContent.discriminator.mapping)),
    )
    const isEvent = validatorOf('webhook.yml')('Event')
    for (const type of types) {
      isEvent(lineEvents[type as keyof typeof lineEvents])
      expect(isEvent.errors, type).toBeNull()
    }
    for (const [type, message] of Object.entries(lineContents)) {
      isEvent(lineMessage({ message }))
      expect(isEvent.errors, type).toBeNull()
    }
    expect(isEvent({ ...lineEvents.unsend, unsend: {} }), 'the validator can say no').toBe(false)
  })

  it('what we send is what it accepts', async () => {
    const bodies: Record<string, unknown[]> = { reply: [], push: [] }
    const fetch = (async (url: string, init: RequestInit) => {
      bodies[url.split('/').at(-1) ?? '']?.push(JSON.parse(String(init.body)))
      return Response.json({})
    }) as typeof globalThis.fetch
    const key = crypto.randomUUID()
    const buttons = [
      { label: 'Khen' },
      { label: 'Một nhãn dài hơn hai mươi chữ', text: 'gop-y' },
      { label: 'Mở trang', url: 'https://gopy.example.vn/k/ML-3' },
    ]
    const messages = [
      { text: 'Có trả lời mới.', key },
      { text: 'x'.repeat(6000), key },
      { text: 'Chọn một', buttons, key },
      {
        text: 'Nhiều nút',
        buttons: Array.from({ length: 20 }, (_, n) => ({ label: `${n}` })),
        key,
      },
    ]
    for (const message of messages) {
      await line.send(message, { sender: 'U1' }, lineSecrets, fetch)
      const reply = { token: 't', until: Date.now() + 60_000 }
      await line.send(message, { sender: 'U1', reply }, lineSecrets, fetch)
    }
    const compile = validatorOf('messaging-api.yml')
    for (const [name, schema] of [
      ['reply', 'ReplyMessageRequest'],
      ['push', 'PushMessageRequest'],
    ] as const) {
      const isRequest = compile(schema)
      expect(bodies[name]).toHaveLength(messages.length)
      for (const body of bodies[name] ?? []) {
        isRequest(body)
        expect(isRequest.errors).toBeNull()
      }
      expect(isRequest({ to: 'U1', replyToken: 't', messages: [{ type: 'text' }] })).toBe(false)
    }
  })
})
