import { type Context, Hono } from 'hono'
import { heardOn } from '../../channels/all.ts'
import { asset } from '../../views/assets.ts'
import type { Lang } from '../../views/lang.ts'
import { langOf } from '../../views/lang.ts'
import { AgreedPage } from '../../views/letterbox/agreed.tsx'
import { ChoicePage } from '../../views/letterbox/choice.tsx'
import { DonePage } from '../../views/letterbox/done.tsx'
import { GuidancePage } from '../../views/letterbox/guidance.tsx'
import { HomePage } from '../../views/letterbox/home.tsx'
import { PrivacyPage } from '../../views/letterbox/privacy.tsx'
import { at } from '../../views/links.ts'
import { type GuidanceKind, guidanceKinds } from '../../views/words/guidance.ts'
import { problemWords } from '../../views/words/problems.ts'
import { Problem } from '../problem.ts'
import { areaBranches, areaFacts, areaOr404, findArea } from './area-facts.ts'
import { formPages } from './form-pages.tsx'
import { knownPlaces } from './places.ts'
import type { Intake } from './take.ts'
import { threadPages } from './thread-pages.tsx'

/** The language a page was asked for. */
export function langFrom(c: Context): Lang {
  return langOf(c.req.query('lang'))
}

/** Every page of the public door. Raises Problem('not_found') for places and kinds not there. */
export function intakePages(intake: Intake): Hono {
  const { door } = intake.box
  const pages = new Hono()

  pages.get('/', async (c) => {
    const query = (c.req.query('q') ?? '').slice(0, 100)
    const { branches, more } = areaBranches(await door.areas(), query)
    return c.html(<HomePage lang={langFrom(c)} query={query} branches={branches} more={more} />)
  })

  pages.get('/k/:area', async (c) => {
    const area = await areaOr404(intake.box, c.req.param('area'))
    if (area.closed) return c.redirect(successorPath(area.successor, langFrom(c)))
    const { phone, hours } = areaFacts(area)
    return c.html(
      <ChoicePage
        lang={langFrom(c)}
        area={area}
        front={area.organisation.name}
        phone={phone}
        hours={hours}
        moved={c.req.query('moved') === '1'}
      />,
    )
  })

  pages.get('/huong-dan/:kind', async (c) => {
    const kind = c.req.param('kind')
    if (!isGuidance(kind)) throw new Problem('not_found', problemWords.notFound)
    const code = c.req.query('area')
    const area = code === undefined ? null : await findArea(intake.box, code)
    const known = await knownPlaces(intake.box, area)
    const { hours } = areaFacts(area)
    return c.html(
      <GuidancePage lang={langFrom(c)} kind={kind} area={area?.code} known={known} hours={hours} />,
    )
  })

  const abroad = heardOn(intake.secrets ?? {}).filter(({ abilities }) => abilities.foreign)
  const names = abroad.map(({ name }) => name)
  pages.get('/quyen-rieng-tu', async (c) => {
    // The page promises nothing that needs the database; without it only the counts are missing.
    const demands = await door.demands().catch(() => null)
    return c.html(<PrivacyPage lang={langFrom(c)} abroad={names} demands={demands} />)
  })
  pages.get('/quyen-rieng-tu/da-dong-y', (c) => c.html(<AgreedPage lang={langFrom(c)} />))
  pages.get('/xong', (c) => c.html(<DonePage lang={langFrom(c)} />))
  pages.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'))
    if (!found) throw new Problem('not_found', problemWords.notFound)
    return c.body(found.text, 200, { 'content-type': found.type })
  })
  pages.route('/', formPages(intake))
  pages.route('/', threadPages(intake))
  return pages
}

/** Where an old QR code leads: the place that took the old one in. Raises Problem('not_found'). */
export function successorPath(successor: string | null, lang: Lang): string {
  if (successor === null) throw new Problem('not_found', problemWords.notFound)
  return at(`/k/${successor}?moved=1`, lang)
}

function isGuidance(kind: string): kind is GuidanceKind {
  return (guidanceKinds as readonly string[]).includes(kind)
}
