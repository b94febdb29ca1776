import type { Lang, Sentence } from './lang.ts'
import { say } from './lang.ts'
import type { NavGroup, NavLink } from './layout.tsx'
import { at } from './links.ts'
import { navGroupWords as groupWords, navWords as words } from './words/console.ts'
import { residenceWords } from './words/residence.ts'

type Place = { href: string; text: Sentence; roles: readonly string[] | 'all' }

const groups: readonly { name: Sentence; places: readonly Place[] }[] = [
  {
    name: groupWords.letters,
    places: [
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
      { href: '/tra-loi', text: words.answers, roles: ['moderator', 'lead'] },
      { href: '/de-nghi', text: words.requests, roles: ['moderator', 'lead', 'auditor'] },
      { href: '/thu-di', text: words.outbox, roles: ['moderator', 'lead'] },
      { href: '/phieu-chuyen', text: words.transfers, roles: ['moderator', 'lead', 'auditor'] },
      { href: '/xin-y-kien', text: words.hearings, roles: ['secretary', 'lead'] },
    ],
  },
  {
    name: groupWords.review,
    places: [
      { href: '/ky', text: words.cycles, roles: ['secretary', 'admin'] },
      { href: '/ho-so', text: words.records, roles: ['secretary', 'lead', 'moderator'] },
      { href: '/nhan-xet', text: residenceWords.nav, roles: ['secretary', 'lead'] },
      { href: '/khac-phuc', text: words.remedies, roles: ['secretary', 'lead'] },
      { href: '/tap', text: words.bundles, roles: ['secretary', 'lead'] },
    ],
  },
  {
    name: groupWords.counter,
    places: [
      { href: '/nhap', text: words.entry, roles: ['clerk', 'moderator'] },
      { href: '/so', text: words.register, roles: ['clerk', 'secretary', 'auditor'] },
      { href: '/ap-phich', text: words.posters, roles: ['clerk', 'secretary', 'admin'] },
      { href: '/chi-uy', text: words.cells, roles: ['clerk', 'secretary', 'admin'] },
    ],
  },
  {
    name: groupWords.lists,
    places: [
      { href: '/can-bo', text: words.officials, roles: ['secretary', 'admin'] },
      { href: '/khu-vuc', text: words.areas, roles: ['secretary', 'admin'] },
      { href: '/nhap/danh-sach', text: words.rolls, roles: ['secretary', 'admin'] },
      { href: '/ngay-nghi', text: words.holidays, roles: ['secretary', 'admin'] },
      { href: '/noi-nhan', text: words.places, roles: ['lead', 'secretary', 'admin'] },
    ],
  },
  {
    name: groupWords.trust,
    places: [
      { href: '/nhat-ky', text: words.log, roles: ['lead', 'secretary', 'auditor', 'admin'] },
      { href: '/kiem-tra', text: words.samples, roles: ['auditor'] },
      { href: '/luu-giu', text: words.retention, roles: ['lead', 'secretary', 'auditor', 'admin'] },
      { href: '/su-co', text: words.incidents, roles: ['lead', 'admin'] },
      { href: '/mo-danh-tinh', text: words.openings, roles: ['custodian', 'auditor'] },
      { href: '/nguoi-giu-khoa', text: words.custodians, roles: ['custodian', 'admin', 'lead'] },
    ],
  },
  {
    name: groupWords.office,
    places: [
      { href: '/nguoi', text: words.people, roles: ['admin'] },
      { href: '/bat-dau', text: words.firstSteps, roles: ['admin'] },
      { href: '/truc', text: words.condition, roles: ['admin'] },
      { href: '/mo-khoa', text: words.unlock, roles: ['admin'] },
      { href: '/tai-khoan', text: words.account, roles: 'all' },
    ],
  },
]

// So few lie side by side and need no opening.
const mostFlat = 7

/**
 * Links of the console's head: the places where these roles have something to do; many are grouped.
 * Of two places that begin alike the longer one is where one is.
 */
export function consoleNav(
  lang: Lang,
  path: string,
  roles: readonly string[],
): readonly (NavLink | NavGroup)[] {
  const mine = ({ roles: whose }: Place) =>
    whose === 'all' || whose.some((role) => roles.includes(role))
  const here = groups
    .flatMap(({ places }) => places.map(({ href }) => href.split('?')[0] ?? href))
    .filter((place) => path.startsWith(place))
    .sort((a, b) => b.length - a.length)[0]
  const all: NavGroup[] = groups.map(({ name, places }) => ({
    text: say(name, lang),
    links: places.filter(mine).map(({ href, text }) => ({
      href: at(href, lang),
      text: say(text, lang),
      current: (href.split('?')[0] ?? href) === here,
    })),
  }))
  const links = all.flatMap((group) => group.links)
  if (links.length <= mostFlat) return links
  return all.flatMap((group): (NavLink | NavGroup)[] =>
    group.links.length > 1 ? [group] : [...group.links],
  )
}
