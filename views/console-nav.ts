import type { Lang, Sentence } from './lang.ts'
import { say } from './lang.ts'
import { at } from './links.ts'
import { navWords as words } from './words/console.ts'

const places: readonly { href: string; text: Sentence; roles: readonly string[] | 'all' }[] = [
  {
    href: '/y-kien?state=open',
    text: words.queue,
    roles: ['moderator', 'lead', 'secretary', 'auditor'],
  },
  {
    href: '/dong-y',
    text: words.approvals,
    roles: ['moderator', 'lead', 'secretary', 'custodian', 'admin'],
  },
  { href: '/thu-di', text: words.outbox, roles: ['moderator', 'lead'] },
  { href: '/ky', text: words.cycles, roles: ['secretary', 'admin'] },
  { href: '/ho-so', text: words.records, roles: ['secretary', 'lead', 'moderator'] },
  { href: '/can-bo', text: words.officials, roles: ['secretary', 'admin'] },
  { href: '/khu-vuc', text: words.areas, roles: ['secretary', 'admin'] },
  { href: '/tap', text: words.bundles, roles: ['secretary', 'lead'] },
  { href: '/nhap', text: words.entry, roles: ['clerk', 'moderator'] },
  { href: '/so', text: words.register, roles: ['clerk', 'secretary', 'auditor'] },
  { href: '/ap-phich', text: words.posters, roles: ['clerk', 'secretary', 'admin'] },
  { href: '/nguoi', text: words.people, roles: ['admin'] },
  { href: '/bat-dau', text: words.firstSteps, roles: ['admin'] },
  { href: '/truc', text: words.condition, roles: ['admin'] },
  { href: '/tai-khoan', text: words.account, roles: 'all' },
]

/** Links of the console's head: the places where these roles have something to do. */
export function consoleNav(lang: Lang, path: string, roles: readonly string[]) {
  return places
    .filter((place) => place.roles === 'all' || place.roles.some((role) => roles.includes(role)))
    .map(({ href, text }) => {
      const place = href.split('?')[0] ?? href
      return { href: at(href, lang), text: say(text, lang), current: path.startsWith(place) }
    })
}
