import { sql } from 'drizzle-orm'
import { among, by, id, is, type Rule, says, subject } from './rule.ts'

/** What belongs elsewhere: places, suggestions, transfers, written demands. */
export const elsewhere: readonly Rule[] = [
  {
    table: 'guidance_places',
    item: id,
    ...is('guidance.entered'),
    also: by(sql`r.entered_by`),
  },
  {
    table: 'suggestion_lists',
    item: id,
    ...is('suggestions.written'),
    also: sql`${says('number', sql`r.version::text`)} and ${by(sql`r.written_by`)}`,
  },
  {
    table: 'transfers',
    item: sql`r.decision_id`,
    ...is('transfer.entered'),
    also: sql`${subject(sql`r.feedback_id`)} and ${says('reason', sql`r.way`)} and ${by(sql`r.entered_by`)}`,
  },
  {
    table: 'transfer_undos',
    item: sql`r.decision_id`,
    ...is('transfer.undone'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.undone_by`)}`,
  },
  {
    table: 'transfer_endings',
    item: sql`r.decision_id`,
    ...is('transfer.destroyed'),
    also: subject(sql`r.feedback_id`),
  },
  {
    table: 'demands',
    item: id,
    ...is('demand.agreed'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.agreed_by`)}
      and ${says('second', sql`r.asked_by::text`)}`,
  },
  {
    table: 'demand_collections',
    item: id,
    ...is('demand.collected'),
    also: sql`${subject(sql`r.demand_id`)} and ${says('commitment', sql`encode(r.sha256, 'hex')`)}
      and ${by(sql`r.collected_by`)}`,
  },
]

/** Who may read, and who looked: relations, recusals, links, samples, broken glass. */
export const whoMayRead: readonly Rule[] = [
  {
    table: 'relations',
    item: id,
    ...is('relation.declared'),
    also: sql`${subject(sql`r.person_id`)} and ${says('reason', sql`r.kind`)} and ${by(sql`r.declared_by`)}`,
  },
  {
    table: 'relation_endings',
    item: sql`r.relation_id`,
    ...is('relation.ended'),
    also: by(sql`r.ended_by`),
  },
  {
    table: 'declarations',
    item: id,
    ...is('relations.confirmed'),
    also: sql`${subject(sql`r.cycle_id`)} and ${says('number', sql`r.relations::text`)} and ${by(sql`r.person_id`)}`,
  },
  {
    table: 'recusals',
    item: id,
    ...is('feedback.recused'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.person_id`)}`,
  },
  {
    table: 'person_links',
    item: id,
    kind: sql`case when r.same then 'person.linked' else 'person.unlinked' end`,
    ...among('person.linked', 'person.unlinked'),
    also: subject(sql`r.person_id`),
  },
  {
    table: 'cell_links',
    item: id,
    ...is('cell-link.made'),
    also: sql`${subject(sql`r.person_id`)} and ${by(sql`r.made_by`)}`,
  },
  {
    table: 'samples',
    item: id,
    ...is('sample.drawn'),
    also: sql`${says('commitment', sql`r.seed`)} and ${says('number', sql`r.drawn_from::text`)} and ${by(sql`r.drawn_by`)}`,
  },
  {
    table: 'sample_notes',
    item: id,
    ...is('sample.noted'),
    also: sql`${subject(sql`r.sample_id`)} and ${by(sql`r.written_by`)}`,
  },
  {
    table: 'clusters',
    item: id,
    kind: sql`'cluster.' || r.how`,
    ...among('cluster.alike', 'cluster.joined', 'cluster.split'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.decided_by`)}
      and ${says('commitment', sql`encode(sha256(convert_to(r.into_feedback::text, 'UTF8')), 'hex')`)}`,
  },
  {
    table: 'glass_breaks',
    item: id,
    ...is('glass.broken'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.broken_by`)}`,
  },
]

/** Files' safe copies, and what two persons let out of moderation. */
export const letOut: readonly Rule[] = [
  {
    table: 'safe_copies',
    item: id,
    ...is('safe-copy.made'),
    also: sql`${subject(sql`r.attachment_id`)} and ${says('number', sql`r.version::text`)}
      and ${says('reason', sql`r.refusal`)} and ${by(sql`r.made_by`)}
      and ${says(
        'commitment',
        sql`(select encode(sha256(convert_to(string_agg(p.commitment, '' order by p.position), 'UTF8')), 'hex')
          from safe_copy_pages p where p.copy_id = r.id)`,
      )}`,
  },
  {
    table: 'releases',
    item: id,
    kind: sql`case when r.copy_id is null then 'words.released' else 'attachment.released' end`,
    ...among('words.released', 'attachment.released'),
    also: sql`${subject(sql`r.feedback_id`)} and ${by(sql`r.agreed_by`)} and ${says('second', sql`r.asked_by::text`)}`,
  },
  {
    table: 'release_withdrawals',
    item: sql`r.release_id`,
    ...is('release.withdrawn'),
    also: by(sql`r.withdrawn_by`),
  },
]
