import type { Lang, Sentence } from './lang.ts'
import { say } from './lang.ts'
import { at } from './links.ts'
import { navWords as words } from './words/console.ts'

const places: readonly { href: string; text: Sentence; roles: readonly string[] | 'all' }[] = [
  {
    href: '/y-kien?state=open',
    text: words.queue,
    roles: ['moderator', 'lead', 'secretary'],
  },
  {
    href: '/dong-y',
    text: words.approvals,
    roles: ['moderator', 'lead', 'secretary', 'custodian', 'admin'],
  },
  { href: '/thu-di', text: words.outbox, roles: ['moderator', 'lead'] },
  { href: '/phieu-chuyen', text: words.transfers, roles: ['moderator', 'lead', 'auditor'] },
  { href: '/xin-y-kien', text: words.hearings, roles: ['secretary', 'lead'] },
  { href: '/tra-loi', text: words.answers, roles: ['moderator', 'lead'] },
  { href: '/de-nghi', text: words.requests, roles: ['moderator', 'lead', 'auditor'] },
  { href: '/luu-giu', text: words.retention, roles: ['lead', 'secretary', 'auditor', 'admin'] },
  { href: '/su-co', text: words.incidents, roles: ['lead', 'admin'] },
  { href: '/ky', text: words.cycles, roles: ['secretary', 'admin'] },
  { href: '/ho-so', text: words.records, roles: ['secretary', 'lead', 'moderator'] },
  { href: '/can-bo', text: words.officials, roles: ['secretary', 'admin'] },
  { href: '/ngay-nghi', text: words.holidays, roles: ['secretary', 'admin'] },
  { href: '/khu-vuc', text: words.areas, roles: ['secretary', 'admin'] },
  { href: '/nhap/danh-sach', text: words.rolls, roles: ['secretary', 'admin'] },
  { href: '/tap', text: words.bundles, roles: ['secretary', 'lead'] },
  { href: '/nhap', text: words.entry, roles: ['clerk', 'moderator'] },
  { href: '/so', text: words.register, roles: ['clerk', 'secretary', 'auditor'] },
  { href: '/noi-nhan', text: words.places, roles: ['lead', 'secretary', 'admin'] },
  { href: '/nhat-ky', text: words.log, roles: ['lead', 'secretary', 'auditor', 'admin'] },
  { href: '/ap-phich', text: words.posters, roles: ['clerk', 'secretary', 'admin'] },
  { href: '/mo-danh-tinh', text: words.openings, roles: ['custodian', 'auditor'] },
  { href: '/nguoi-giu-khoa', text: words.custodians, roles: ['custodian', 'admin', 'lead'] },
  { href: '/kiem-tra', text: words.samples, roles: ['auditor'] },
  { href: '/chi-uy', text: words.cells, roles: ['clerk', 'secretary', 'admin'] },
  { href: '/mo-khoa', text: words.unlock, roles: ['admin'] },
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
