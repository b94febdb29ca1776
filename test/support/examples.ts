import { dayInVietNam } from '../../src/staff/working-days.ts'
import { samples } from './files.ts'
import type { OneOfEach, StaffOf } from './staff-doors.ts'
import type { Ward } from './ward.ts'

export type DoorName = 'letterbox' | 'console' | 'desk'

/** One call: who makes it, what stands in the path, what follows, what is sent, what must come. */
export type Example = {
  who?: keyof StaffOf
  at?: Record<string, string>
  query?: string
  body?: unknown
  status: number
}

/** What the calls are about: the staff's own things, some to spare, and a letter at the public door. */
export type Known = {
  own: OneOfEach
  ward: Ward
  spare: { cycle: string; first: string; second: string; round: string }
  letterbox: { ward: Ward; receipt: string }
}

/** Calls that go well, in an order in which they can; the rest are asked about ids nobody has. */
export function examples(door: DoorName, known: Known): Record<string, Example> {
  const { receipt } = known.letterbox
  const { front, ward, quarter } = known.letterbox.ward
  if (door === 'letterbox') {
    return {
      'POST /api/v1/feedback': { body: wholeLetter(known.letterbox.ward), status: 201 },
      'POST /api/v1/thread': { body: { receipt }, status: 200 },
      'POST /api/v1/thread/messages': { body: { receipt, act: 'withdraw' }, status: 201 },
      'GET /api/v1/areas': { status: 200 },
      'GET /api/v1/areas/{code}': { at: { code: quarter }, status: 200 },
      'GET /api/v1/officials': { query: `?area=${ward}&q=truong`, status: 200 },
      'GET /api/v1/challenge': { status: 200 },
      'GET /healthz': { status: 200 },
      'GET /readyz': { status: 200 },
      'GET /checkpoints/{organisation}': { at: { organisation: front }, status: 404 },
    }
  }
  return {
    ...reading(known),
    ...recordActs(door, known),
    ...residence(door, known),
    ...(door === 'console' && { ...unitActs(known), ...moderating(known) }),
  }
}

function reading({ own, ward }: Known): Record<string, Example> {
  const secretary = { who: 'secretary', status: 200 } as const
  const moderator = { who: 'moderator', status: 200 } as const
  return {
    'GET /api/v1/approvals': { who: 'lead', status: 200 },
    'POST /api/v1/autosaves/{form}': {
      ...{ who: 'moderator', at: { form: 'summary' }, body: { fields: { text: 'Đang viết' } } },
      status: 204,
    },
    'GET /api/v1/autosaves/{form}': { ...moderator, at: { form: 'summary' } },
    'DELETE /api/v1/autosaves/{form}': { ...moderator, at: { form: 'summary' }, status: 204 },
    'GET /api/v1/feedback': { ...moderator, query: '?limit=1&state=open' },
    'GET /api/v1/feedback/{id}': { ...moderator, at: { id: own.feedback.id } },
    'GET /api/v1/feedback/{id}/attachments/{attachment}': {
      ...moderator,
      at: { id: own.feedback.id, attachment: own.feedback.file },
    },
    'GET /api/v1/feedback/{id}/attachments/{attachment}/pages/{page}': {
      ...moderator,
      at: { id: own.feedback.id, attachment: own.feedback.file, page: '1' },
    },
    'GET /api/v1/officials': { ...secretary, query: `?area=${ward.quarter}` },
    'GET /api/v1/cycles': secretary,
    'GET /api/v1/areas': secretary,
    'GET /api/v1/organisations': secretary,
    'GET /api/v1/review-records': { ...secretary, query: `?cycle=${own.cycle}` },
    'GET /api/v1/review-records/{id}': { ...secretary, at: { id: own.record } },
    'GET /api/v1/bundles': { ...secretary, query: `?cycle=${own.cycle}` },
    'GET /api/v1/bundles/{id}': { ...secretary, at: { id: own.bundle } },
  }
}

function recordActs(door: DoorName, { own, spare }: Known): Record<string, Example> {
  const official = door === 'desk' ? spare.first : spare.second
  return {
    'POST /api/v1/review-records': {
      ...{ who: 'secretary', body: { official, cycle: own.cycle }, status: 201 },
    },
    'POST /api/v1/evidence/{id}/explanations': {
      ...{ who: 'official', at: { id: own.evidence }, status: 201 },
      body: { kind: 'explain', text: 'Tôi xin giải trình.' },
    },
  }
}

// In the order of an evening: answers, meeting, signed; then a sheet from the portal and its correction.
function residence(door: DoorName, { own, spare }: Known): Record<string, Example> {
  const path = '/api/v1/residence-rounds'
  const cell = { who: 'cell', at: { id: spare.round } } as const
  const official = spare.first
  const answers = [1, 2, 3, 2, 2, 2]
  const portal = { number: '12-PNX/CB', appliedBy: 'member', paper: 'JVBERi0xLjcKJSVFT0YK' }
  const confirmation = { confirmedOn: own.today, signer: 'Đỗ Khắc Tường' }
  const made = { ...cell, status: 201 }
  return {
    [`GET ${path}`]: { who: 'secretary', query: `?cycle=${own.cycle}`, status: 200 },
    [`GET ${path}/{id}`]: { who: 'secretary', at: cell.at, status: 200 },
    ...(door === 'desk' && {
      [`POST ${path}/{id}/answers`]: {
        ...cell,
        body: { members: [{ official, answers }] },
        status: 200,
      },
      [`POST ${path}/{id}/meetings`]: { ...made, body: { heldOn: own.today, present: 'Bà Cúc' } },
      [`POST ${path}/{id}/gatherings`]: {
        ...made,
        body: { heldOn: own.today, present: [official] },
      },
      [`POST ${path}/{id}/comments`]: { ...made, body: {} },
      [`POST ${path}/{id}/portal-sheets`]: {
        ...made,
        body: { official, answers, ...portal, commentedOn: own.today },
      },
      [`POST ${path}/{id}/replacements`]: { ...made, body: { official, answers, reason: 'Nhầm.' } },
    }),
    ...(door === 'console' && {
      [`POST ${path}`]: {
        ...{ who: 'secretary', body: { cycle: own.cycle, dueOn: own.today }, status: 201 },
      },
      [`POST ${path}/{id}/confirmations`]: {
        ...{ who: 'secretary', at: cell.at, body: confirmation, status: 201 },
      },
    }),
  }
}

function moderating({ own, spare }: Known): Record<string, Example> {
  const moderator = { who: 'moderator', at: { id: own.feedback.id } } as const
  return {
    'POST /api/v1/approvals/{id}': {
      ...{ who: 'lead', at: { id: own.approval }, status: 200 },
      body: { approve: false, note: 'Xin xem lại.' },
    },
    'POST /api/v1/feedback/{id}/attachments/{attachment}/boxes': {
      ...{ who: 'moderator', at: { id: own.feedback.id, attachment: own.feedback.file } },
      ...{ body: { version: 1, page: 1, boxes: [box] }, status: 201 },
    },
    'POST /api/v1/feedback/{id}/releases': {
      ...{ ...moderator, body: { attachment: own.feedback.file }, status: 202 },
    },
    'POST /api/v1/feedback/{id}/summaries': { ...moderator, body: { text: 'Mới.' }, status: 201 },
    'POST /api/v1/feedback/{id}/decisions': {
      ...moderator,
      ...{ body: { verdict: 'not_accept', reason: 'no_fact' }, status: 202 },
    },
    'GET /api/v1/hearings': { who: 'secretary', status: 200 },
    'POST /api/v1/evidence/{id}/withdrawals': {
      ...{ who: 'secretary', at: { id: own.evidence }, body: { reason: 'Nhầm.' }, status: 201 },
    },
    'POST /api/v1/review-records/{id}/evidence': {
      ...{ who: 'secretary', at: { id: own.record }, status: 201 },
      body: { feedback: own.accepted.id, criterion: '1' },
    },
    'POST /api/v1/review-records/{id}/references': {
      ...{ who: 'secretary', at: { id: own.record }, status: 201 },
      body: {
        ...{ source: 'petitions', number: '5-BC/VP', datedOn: '2026-01-05', issuer: 'Văn phòng' },
        ...{ received: 12, settled: 10, overdue: 1 },
      },
    },
    'POST /api/v1/review-records/{id}/bundles': {
      ...{ who: 'secretary', at: { id: own.record }, status: 202 },
      body: { cutOff: own.today, reason: 'Đính chính.' },
    },
    'GET /api/v1/cycles/{id}/frame': { who: 'secretary', at: { id: own.cycle }, status: 200 },
    'POST /api/v1/cycles/{id}/phase-plans': {
      ...{ who: 'secretary', at: { id: own.cycle }, status: 201 },
      body: {
        source: 'Kế hoạch 1-KH/ĐU',
        phases: [{ phase: 'collective', startsOn: '2098-12-01', endsOn: '2098-12-02' }],
      },
    },
    'POST /api/v1/cycles/{id}/topic-mappings': {
      ...{ who: 'secretary', at: { id: own.cycle }, status: 201 },
      body: { topics: [{ topic: 'near-people', criterion: '1.2' }] },
    },
    'POST /api/v1/cycles/{id}/closings': { who: 'secretary', at: { id: spare.cycle }, status: 201 },
  }
}

function unitActs({ ward }: Known): Record<string, Example> {
  const { quarter, head } = ward
  const days = { startsOn: '2026-01-01', endsOn: '2026-03-31', cutOff: '2026-03-31' }
  const made = { who: 'secretary', status: 201 } as const
  return {
    'POST /api/v1/officials': { ...made, body: { name: 'Đinh Văn Mới', birthYear: 1980 } },
    'POST /api/v1/letters': {
      ...{ who: 'moderator', status: 201 },
      body: {
        ...{ source: 'reception', area: quarter, where: 'Phòng tiếp dân', heldOn: '2026-01-05' },
        ...{ consent: true, items: [{ kind: 'comment', text: 'Xin họp sớm hơn.', use: 'record' }] },
      },
    },
    'POST /api/v1/officials/{id}/posts': {
      ...{ ...made, at: { id: head }, body: { title: 'Tổ trưởng', area: quarter } },
    },
    'POST /api/v1/officials/{id}/exemptions': {
      ...{
        ...made,
        at: { id: head },
        body: { reason: 'new', validFrom: '2020-01-01', validTo: '2020-12-31' },
      },
    },
    'POST /api/v1/cycles': { ...made, body: { name: 'Quý 1', kind: 'quarter', ...days } },
    'POST /api/v1/areas': {
      ...made,
      body: { code: 'ML-7', kind: 'khu phố', name: '7', parent: 'ML', validFrom: '2025-07-01' },
    },
    'POST /api/v1/areas/seats': { ...made, body: { seat: 'ML' } },
    'POST /api/v1/areas/mergers': {
      ...{ who: 'secretary', status: 202 },
      body: {
        ...{ area: 'ML-7', into: 'ML', firstDay: dayInVietNam() },
        ...{ document: 'Nghị quyết 1', below: 'end', posts: 'end', homes: 'end' },
        ...{ bodies: 'end', cells: 'end', letters: 'stay' },
      },
    },
    'POST /api/v1/organisations': {
      ...made,
      body: { code: 'ML-CB', kind: 'party', name: 'Chi bộ 3', level: 'commune' },
    },
  }
}

const box = { x: 1, y: 1, width: 10, height: 10 }

/** A letter with all that a letter may have. */
export function wholeLetter({ quarter, head }: Pick<Ward, 'quarter' | 'head'>) {
  return {
    ...{ area: quarter, kind: 'praise', about: [{ official: head }], use: 'record' },
    ...{ text: 'Bác trưởng khu phố chu đáo.', observedOn: '2026-05', place: 'residence' },
    contact: { channel: 'email', address: 'mo@example.com', consent: true },
    attachments: [
      {
        ...{ name: 'ảnh.png', type: 'image/png' },
        data: Buffer.from(samples['image/png'] ?? []).toString('base64'),
      },
    ],
  }
}
