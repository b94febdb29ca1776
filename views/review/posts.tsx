import { shownDay } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { areaName } from '../letterbox/parts.tsx'
import { officialWords as words } from '../words/review-pages.ts'
import { tierFields, tierWords } from '../words/tiers.ts'
import { Line, type Option, optionsOf, Pick, Tick } from './fields.tsx'
import type { Returned } from './shell.tsx'

export type ShownPost = {
  id: string
  title: string
  areaKind: string
  areaName: string
  bodyName: string | null
  isHead: boolean
  isLeader: boolean
  validFrom: string
  validTo: string | null
}

/** What the lists of a post's form offer. */
export type PostChoices = {
  areas: readonly Option[]
  bodies: readonly Option[]
  fronts: readonly Option[]
}

/** The fields of one post. */
export function PostFields(props: { lang: Lang; returned: Returned; choices: PostChoices }) {
  const { lang, choices } = props
  const field = { lang, returned: props.returned }
  return (
    <>
      <Line {...field} name="title" label={words.post} hint={words.postHint} />
      <div class="inline">
        <Pick
          {...field}
          name="area"
          label={words.area}
          options={choices.areas}
          none={words.choose}
        />
        <Pick
          {...field}
          name="body"
          label={words.body}
          options={choices.bodies}
          none={words.unset}
        />
      </div>
      <Pick
        {...field}
        name="handledBy"
        label={words.handledBy}
        hint={words.handledByHint}
        options={choices.fronts}
        none={words.unset}
      />
      <div class="inline">
        <Tick {...field} name="isHead" label={words.isHead} />
        <Tick {...field} name="isLeader" label={words.isLeader} />
      </div>
      <Pick
        {...field}
        name="tier"
        label={tierFields.tier}
        hint={tierFields.tierHint}
        options={optionsOf(tierWords, lang)}
      />
      <div class="inline">
        <Line {...field} name="validFrom" label={words.validFrom} type="date" />
        <Line {...field} name="validTo" label={words.validTo} type="date" />
      </div>
    </>
  )
}

/** A post on one line: title, body, area, from when to when. */
export function postLine(post: ShownPost, lang: Lang): string {
  const area = { code: '', kind: post.areaKind, name: post.areaName }
  const where = [post.title, post.bodyName, areaName(area)].filter((one) => one !== null).join(', ')
  const rank = post.isHead ? words.isHead : post.isLeader ? words.isLeader : null
  const named = rank ? `${where}, ${say(rank, lang).toLowerCase()}` : where
  return `${named} (${span(post.validFrom, post.validTo, lang)})`
}

/** From when to when; without an end, until now. */
export function span(from: string, to: string | null, lang: Lang): string {
  return `${shownDay(from)} – ${to === null ? say(words.now, lang) : shownDay(to)}`
}
