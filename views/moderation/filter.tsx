import type { Lang, Sentence } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { queueWords as words } from '../words/console.ts'
import { channelNames, kindNames } from '../words/states.ts'
import { topicWords } from '../words/topics.ts'

/** The filter as it stands in the address; every value is text. */
export type FilterWords = Readonly<Record<string, string>>

/** The address of the queue under a filter. */
export function queuePath(filter: FilterWords): string {
  return `/y-kien${filterQuery(filter)}`
}

/** The filter as the tail of an address: `?state=open&area=ML-3`, or nothing. */
export function filterQuery(filter: FilterWords): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  return query.size === 0 ? '' : `?${query}`
}

type FilterProps = {
  lang: Lang
  filter: FilterWords
  areas: readonly { code: string; name: string }[]
}

/** The form above the queue; what it asks stands in the address. */
export function Filter({ lang, filter, areas }: FilterProps) {
  const named = (given: Readonly<Record<string, Sentence>>) =>
    Object.entries(given).map(([value, name]) => ({ value, text: say(name, lang) }))
  const places = areas.map(({ code, name }) => ({ value: code, text: name }))
  const clear = { state: filter.state ?? '' }
  return (
    <form class="filter" method="get" action="/y-kien">
      {lang === 'en' && <input type="hidden" name="lang" value="en" />}
      <input type="hidden" name="state" value={filter.state ?? ''} />
      <Choose
        lang={lang}
        name="kind"
        label={words.kind}
        options={named(kindNames)}
        {...{ filter }}
      />
      <Choose lang={lang} name="area" label={words.area} options={places} {...{ filter }} />
      <Choose
        lang={lang}
        name="channel"
        label={words.channel}
        options={named(channelNames)}
        {...{ filter }}
      />
      <Choose
        lang={lang}
        name="topic"
        label={words.topic}
        options={named(topicWords)}
        {...{ filter }}
      />
      <label>
        <span>{say(words.search, lang)}</span>
        <input type="search" name="q" value={filter.q} maxlength={200} />
      </label>
      <button type="submit" class="second">
        {say(words.filter, lang)}
      </button>
      <a href={at(queuePath(clear), lang)}>{say(words.clear, lang)}</a>
    </form>
  )
}

type ChooseProps = {
  lang: Lang
  name: string
  label: Sentence
  filter: FilterWords
  options: readonly { value: string; text: string }[]
}

function Choose({ lang, name, label, filter, options }: ChooseProps) {
  return (
    <label>
      <span>{say(label, lang)}</span>
      <select name={name}>
        <option value="">{say(words.any, lang)}</option>
        {options.map(({ value, text }) => (
          <option value={value} selected={filter[name] === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
