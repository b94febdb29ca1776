import { shownDay, shownWeekday } from '../dates.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { Page } from '../layout.tsx'
import { Qr } from '../qr.tsx'
import { comeBackWords, receivedWords, receiptWords as words } from '../words/receipt.ts'

export type ReceiptProps = {
  lang: Lang
  /** `4821-0937-5516-2204-7730` */
  receipt: string
  /** Running number as people say it: `0217/2026`. */
  number: string
  /** Days as `YYYY-MM-DD`. */
  day: string
  comeBack: string
  digest: string
  front: string
  office?: string | undefined
  /** Public address of the letterbox, without a slash at the end. */
  baseUrl: string
}

/** The page after a letter was stored: the only time the code is shown. */
export function ReceiptPage(props: ReceiptProps) {
  const { lang } = props
  return (
    <Page
      lang={lang}
      title={say(words.heading, lang)}
      door="letterbox"
      path="/tra-cuu"
      scripts={['receipt.js']}
    >
      <section class="card receipt" data-receipt>
        <ReceiptText {...props} />
      </section>
      <ul>
        <li>{say(words.keep, lang)}</li>
        <li>{say(words.secret, lang)}</li>
        <li>{say(words.shared, lang)}</li>
      </ul>
      <p class="actions">
        <button type="button" data-save hidden>
          {say(words.save, lang)}
        </button>
        <button type="button" class="second" data-print hidden>
          {say(words.print, lang)}
        </button>
        <a class="button second" href={lang === 'en' ? '/xong?lang=en' : '/xong'} data-done>
          {say(words.done, lang)}
        </a>
      </p>
    </Page>
  )
}

function ReceiptText(props: ReceiptProps) {
  const { lang, receipt, baseUrl } = props
  const address = `${baseUrl.replace(/^https?:\/\//, '')}/tra-cuu`
  return (
    <>
      <h1 data-line>
        {say(words.heading, lang)} – {say(words.number, lang)} {props.number}
      </h1>
      <p data-line>{say(receivedWords(props.front, shownDay(props.day)), lang)}</p>
      <p>{say(words.code, lang)}:</p>
      <p class="code" data-code>
        {receipt.split('-').map((group) => (
          <span>{group}</span>
        ))}
      </p>
      <p data-line>
        <strong>
          {say(words.comeBack, lang)} {shownWeekday(props.comeBack, lang)}
        </strong>
      </p>
      <Qr
        quick
        text={`${baseUrl}/tra-cuu#${receipt.replaceAll('-', '')}`}
        label={say(words.qr, lang)}
      />
      <p data-line>{say(comeBackWords(address, props.office), lang)}</p>
      <p class="hint">
        {say(words.digest, lang)}: <span class="digest">{props.digest}</span>.{' '}
        {say(words.digestWhat, lang)}
      </p>
    </>
  )
}
