import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { demandWords, erasureWords } from '../words/erasure.ts'
import { transferWords } from '../words/transfers.ts'

type Props = { lang: Lang; id: string; state: string; roles: readonly string[] }

/** Where else one feedback may go from the bench: on its way elsewhere, erased, handed over. */
export function Ways({ lang, id, state, roles }: Props) {
  const goes = state === 'diverted' || state === 'forwarded'
  const isLead = roles.includes('lead') && state !== 'erased'
  const handles = isLead || roles.includes('moderator')
  if (!isLead && !(goes && handles)) return null
  return (
    <p class="toolbar no-print">
      {goes && <a href={at(`/phieu-chuyen/${id}`, lang)}>{say(transferWords.one, lang)}</a>}
      {isLead && <a href={at(`/y-kien/${id}/yeu-cau`, lang)}>{say(demandWords.link, lang)}</a>}
      {isLead && <a href={at(`/y-kien/${id}/huy`, lang)}>{say(erasureWords.link, lang)}</a>}
    </p>
  )
}
