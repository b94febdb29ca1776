import type { Block, Paper } from '../../views/papers/paper.ts'
import { shownMoment } from '../../views/staff/moment.ts'
import { incidentPaper as words } from '../../views/words/incident.ts'
import type { incidentById } from '../moderation/incidents.ts'
import { dayInVietNam } from '../staff/working-days.ts'

/** The draft of the notice about an incident, to be signed: what was entered, blanks for the rest. */
export function incidentNotice(
  given: Awaited<ReturnType<typeof incidentById>>,
  front: string,
): Paper {
  const [year = 0, month = 0, day = 0] = dayInVietNam(given.detectedAt).split('-').map(Number)
  const fact = (label: string, text: string): Block => ({ kind: 'fact', label, text })
  const said = (text: string, style: 'plain' | 'strong' = 'plain'): Block => ({
    kind: 'paragraph',
    text,
    style,
  })
  const title = words.title.split('\n').join(' ')
  return {
    name: title,
    date: { year, month, day },
    head: { left: [front.toUpperCase(), 'Số: ……/……'], right: [...words.motto] },
    title: words.title,
    subtitle: words.subtitle,
    summary: [
      said(words.to, 'strong'),
      fact(words.facts.detected, shownMoment(given.detectedAt)),
      fact(words.facts.until, shownMoment(given.until)),
      fact(words.facts.what, given.what),
      fact(words.facts.whom, given.whom),
      fact(words.facts.measures, given.measures),
      fact(words.facts.contact, words.blank),
      said(words.attached),
      ...words.sign.split('\n').map((line) => said(line, 'strong')),
    ],
    standing: '',
    sections: [],
    foot: title,
  }
}
