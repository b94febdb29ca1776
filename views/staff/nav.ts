import { consoleNav } from '../console-nav.ts'
import type { Lang } from '../lang.ts'
import { say } from '../lang.ts'
import { at } from '../links.ts'
import { navWords as consoleWords } from '../words/console.ts'
import { residenceWords } from '../words/residence.ts'
import { navWords } from '../words/review-pages.ts'
import { staffWords } from '../words/staff.ts'

/** Links of the head at either door, for what these roles may open. */
export function staffNav(
  door: 'desk' | 'console',
  lang: Lang,
  path: string,
  roles: readonly string[],
) {
  if (door === 'console') return consoleNav(lang, path, roles)
  return [
    { href: '/ho-so', text: navWords.records },
    ...(roles.includes('cell') ? [{ href: '/nhan-xet', text: residenceWords.nav }] : []),
    ...(roles.some((role) => role === 'reader' || role === 'secretary')
      ? [{ href: '/tap', text: consoleWords.bundles }]
      : []),
    { href: '/tai-khoan', text: staffWords.account },
  ].map(({ href, text }) => ({
    href: at(href, lang),
    text: say(text, lang),
    current: path.startsWith(href),
  }))
}
