import pg from 'pg'

/** A fictional ward: its Front, three places, two officials, a body, and a Front above. */
export type Ward = {
  front: string
  province: string
  neighbour: string
  ward: string
  quarter: string
  merged: string
  chair: string
  head: string
  elsewhere: string
  party: string
}

/** Fills a fresh database with the ward, as its owner. */
export async function makeWard(ownerUrl: string): Promise<Ward> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const made = async (text: string, values: unknown[]) =>
    (await client.query<{ id: string }>(`${text} returning id`, values)).rows[0]?.id ?? ''
  try {
    const organisation =
      'insert into organisations (code, kind, name, level, area_code, settings) values ($1,$2,$3,$4,$5,$6)'
    await client.query('begin')
    const province = await made(organisation, [
      'SX',
      'front',
      'Ủy ban MTTQ Việt Nam tỉnh Sông Xanh',
      'province',
      null,
      {},
    ])
    const front = await made(organisation, [
      'ML',
      'front',
      'Ủy ban MTTQ Việt Nam phường Mây Lành',
      'commune',
      'ML',
      {
        phone: '0900 000 113',
        hours: '7g30–11g30',
        office: 'số 1 đường Hoa Sữa',
      },
    ])
    const neighbour = await made(organisation, [
      'GN',
      'front',
      'Ủy ban MTTQ Việt Nam xã Gió Nhẹ',
      'commune',
      'GN',
      {},
    ])
    const area =
      'insert into areas (code, kind, name, parent_code, organisation_id, valid_to, successor_code) values ($1,$2,$3,$4,$5,$6,$7)'
    await client.query(area, ['ML', 'phường', 'Mây Lành', null, front, null, null])
    await client.query(area, ['ML-3', 'khu phố', '3', 'ML', front, null, null])
    await client.query(area, ['ML-9', 'khu phố', '9', 'ML', front, '2026-06-30', 'ML-3'])
    await client.query(area, ['GN', 'xã', 'Gió Nhẹ', null, neighbour, null, null])
    const party = await made(organisation, [
      'ML-DU',
      'party',
      'Ban Thường vụ Đảng ủy phường Mây Lành',
      'commune',
      'ML',
      {},
    ])
    const official = 'insert into officials (organisation_id, name) values ($1,$2)'
    const chair = await made(official, [province, 'Lê Thị Chèo'])
    const head = await made(official, [front, 'Trần Văn Sóng'])
    const elsewhere = await made(official, [neighbour, 'Phạm Văn Núi'])
    const post =
      'insert into posts (organisation_id, official_id, title, area_code, handled_by) values ($1,$2,$3,$4,$5)'
    await client.query(post, [province, chair, 'Chủ tịch UBND phường', 'ML', province])
    await client.query(post, [front, head, 'Trưởng khu phố 3', 'ML-3', front])
    await client.query(post, [neighbour, elsewhere, 'Trưởng thôn', 'GN', neighbour])
    await client.query('commit')
    return {
      front,
      province,
      neighbour,
      ward: 'ML',
      quarter: 'ML-3',
      merged: 'ML-9',
      chair,
      head,
      elsewhere,
      party,
    }
  } finally {
    await client.end()
  }
}
