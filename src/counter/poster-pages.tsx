import { type Context, Hono } from 'hono'
import type { Tx } from '../../db/connection.ts'
import { FactsPage } from '../../views/counter/facts.tsx'
import { PosterPage } from '../../views/counter/poster.tsx'
import { SlipsPage } from '../../views/counter/slips.tsx'
import { shownDay } from '../../views/dates.ts'
import { at } from '../../views/links.ts'
import { areaOptions } from '../../views/review/areas.tsx'
import { type Returned, untouched } from '../../views/review/shell.tsx'
import { problemWords } from '../../views/words/problems.ts'
import { slipWords } from '../../views/words/slips.ts'
import { Problem } from '../problem.ts'
import { ownAreas } from '../review/areas.ts'
import { filled, refused, shellOf } from '../review/typed.ts'
import { type Actor, asActor, needRole, type StaffEnv } from '../staff/actor.ts'
import { typedForm } from '../staff/form.ts'
import { dayInVietNam } from '../staff/working-days.ts'
import type { Counter } from './counter.ts'
import { type Facts, factNames, ownFront, setFacts } from './facts.ts'
import {
  invitations,
  occasionOf,
  paperFormPdf,
  posterPdf,
  posterSizes,
  waitsForSheets,
} from './poster.ts'
import { posterBackPdf } from './poster-back.ts'
import { pdfAnswer } from './press.ts'
import { makeSheet, newSheet, openCycles, sheetsOf } from './slips.ts'

type Within = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>

/** `/ap-phich`, `/phieu-mot-lan`, `/don-vi`: what is put up and handed out, and what it says. */
export function posterPages(counter: Counter): Hono<StaffEnv> {
  const { staff } = counter
  const app = new Hono<StaffEnv>()
  const within: Within = (actor, work) => asActor(staff.db, staff.door, actor, work)

  app.get('/ap-phich', async (c) => {
    const { actor, ...shell } = seen(c)
    const page = await within(actor, async (tx) => {
      const areas = await openAreas(tx, actor)
      const { area: own } = await ownFront(tx, actor)
      const code = c.req.query('area') ?? own ?? areas[0]?.code ?? ''
      const occasion = await occasionOf(tx, actor, counter, code)
      const { facts } = occasion.front
      return {
        areas: areaOptions(areas),
        area: code,
        isPublic: occasion.isPublic,
        waits: waitsForSheets(occasion),
        factsMissing: !facts.phone || !facts.hours || !facts.person,
        ...invitations(occasion),
      }
    })
    return c.html(<PosterPage {...shell} {...page} changesFacts={changesFacts(actor)} />)
  })
  app.get('/ap-phich/:area/:name{[a-z0-9-]+\\.pdf}', async (c) => {
    const { actor } = seen(c)
    const { area, name } = c.req.param()
    const paper = name.slice(0, -'.pdf'.length)
    const size = posterSizes.find((one) => one === paper)
    if (paper === 'mat-sau') {
      const back = await within(actor, async (tx) =>
        posterBackPdf(tx, await occasionOf(tx, actor, counter, area)),
      )
      return pdfAnswer(back, `mat-sau-${area}`)
    }
    if (!size && paper !== 'phieu-giay') throw new Problem('not_found', problemWords.notFound)
    const occasion = await within(actor, (tx) => occasionOf(tx, actor, counter, area))
    const pdf = size ? posterPdf(occasion, size) : paperFormPdf(occasion)
    return pdfAnswer(pdf, size ? `ap-phich-${size}-${area}` : `phieu-giay-${area}`)
  })
  app.route('/', slipPages(counter, within))
  app.route('/', factPages(counter, within))

  function seen(c: Context<StaffEnv>) {
    const shell = shellOf(c, staff)
    needRole(shell.actor, 'clerk', 'moderator', 'lead', 'secretary', 'admin')
    return shell
  }
  return app
}

function slipPages(counter: Counter, within: Within): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/phieu-mot-lan', (c) => shown(c, untouched, 200))
  app.post('/phieu-mot-lan', async (c) => {
    const { actor } = shellOf(c, counter.staff)
    const typed = filled(await typedForm(c))
    try {
      const given = newSheet.safeParse(typed)
      if (!given.success) throw wrongCount()
      const pdf = await within(actor, async (tx) => {
        const occasion = await occasionOf(tx, actor, counter, given.data.area)
        return makeSheet(tx, actor, counter.keys.pepper, occasion, given.data)
      })
      return pdfAnswer(pdf, `phieu-mot-lan-${given.data.area}`)
    } catch (thrown) {
      const { returned, status } = refused(thrown, typed)
      return shown(c, returned, status)
    }
  })

  async function shown(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = shellOf(c, counter.staff)
    needRole(actor, 'clerk', 'moderator', 'secretary')
    const page = await within(actor, async (tx) => ({
      areas: areaOptions(await openAreas(tx, actor)),
      cycles: (await openCycles(tx)).map(({ id, name, cutOff }) => ({
        value: id,
        text: `${name} (${shownDay(cutOff)})`,
      })),
      sheets: await sheetsOf(tx),
    }))
    const area = c.req.query('area') ?? ''
    return c.html(<SlipsPage {...shell} {...page} area={area} returned={returned} />, status)
  }
  return app
}

function factPages({ staff }: Counter, within: Within): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.get('/don-vi', (c) => shown(c, untouched, 200))
  app.post('/don-vi', async (c) => {
    const { actor, lang } = shellOf(c, staff)
    const sent = await typedForm(c)
    const given = factNames.map((name) => [name, [sent[name] ?? ''].flat().join(' ')] as const)
    try {
      await within(actor, (tx) => setFacts(tx, actor, Object.fromEntries(given) as Facts))
    } catch (thrown) {
      const { returned, status } = refused(thrown, Object.fromEntries(given))
      return shown(c, returned, status)
    }
    return c.redirect(at('/don-vi?saved=1', lang), 303)
  })

  async function shown(c: Context<StaffEnv>, returned: Returned, status: 200 | 400 | 409) {
    const { actor, ...shell } = shellOf(c, staff)
    needRole(actor, 'secretary', 'admin')
    const { facts } = await within(actor, (tx) => ownFront(tx, actor))
    const saved = c.req.query('saved') === '1'
    return c.html(<FactsPage {...shell} facts={facts} saved={saved} returned={returned} />, status)
  }
  return app
}

async function openAreas(tx: Tx, actor: Actor) {
  const { items } = await ownAreas(tx, actor, { limit: 1000 })
  return items.filter(({ validTo }) => validTo === null || validTo >= dayInVietNam())
}

function changesFacts(actor: Actor): boolean {
  return actor.roles.some((role) => role === 'secretary' || role === 'admin')
}

function wrongCount(): Problem {
  const message = slipWords.wrongCount
  return new Problem('invalid', message, [{ path: 'count', message }])
}
