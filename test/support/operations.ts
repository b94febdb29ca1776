import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

type Media = { content?: Record<string, object> }
type Operation = { responses: Record<string, Media>; security?: object[]; requestBody?: object }
/** An OpenAPI document as far as the tests read it. */
export type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
export type Described = { method: string; path: string; operation: Operation }

/** Every operation a document names. */
export function operationsOf(document: Document): Described[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
}

/** Says what is wrong with an answer by its document: status, media type, body; null when nothing is. */
export function answerChecker(document: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, 'document')
  const known = new Map<string, ValidateFunction>()
  return ({ method, path, operation }: Described, status: number, type: string, text: string) => {
    const named = operation.responses[status]
    if (!named) return `${status} is not in the document: ${text.slice(0, 300)}`
    if (named.content === undefined) return text === '' ? null : `${status} should have no body`
    const media = type.split(';')[0]?.trim() ?? ''
    if (!(media in named.content)) return `${status} ${media} is not in the document`
    if (!media.endsWith('json')) return null
    const steps = ['paths', path, method.toLowerCase(), 'responses', status, 'content', media]
    const pointer = steps.map((step) => encodeURIComponent(escaped(String(step)))).join('/')
    const $ref = `document#/${pointer}/schema`
    const validate = known.get($ref) ?? ajv.compile({ $ref })
    known.set($ref, validate)
    return validate(JSON.parse(text)) ? null : `${status} ${ajv.errorsText(validate.errors)}`
  }
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}
