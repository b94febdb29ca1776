import { readFileSync } from 'node:fs'
import { browser, closeBrowser } from '/work/main/test/support/browser.ts'

const out = readFileSync('/tmp/try2.log', 'utf8')
const link = (role: string) => new RegExp(`^sign-in ${role} (\\S+)`, 'm').exec(out)?.[1] ?? ''
const b = await browser()
const go = async (role: string, paths: string[], w = 1366, h = 768) => {
  const ctx = await b.newContext({ viewport: { width: w, height: h } })
  const p = await ctx.newPage()
  await p.goto(link(role))
  const bt = p.getByRole('button')
  if (await bt.count()) await bt.first().click()
  await p.waitForLoadState()
  const origin = new URL(p.url()).origin
  for (const path of paths) {
    let target = path
    if (path.startsWith('>')) {
      const l = p.locator(path.slice(1)).first()
      await l.click()
      await p.waitForLoadState()
      target = 'click_' + path.replace(/\W+/g, '_')
    } else await p.goto(origin + path)
    const name = `${role}${target.replace(/\W+/g, '_')}-${w}`.slice(0, 80)
    await p.screenshot({
      path: `/tmp/shots/tour-${name}.png`,
      fullPage: w < 400 || process.env.FULL === '1',
    })
    console.log(name, p.url())
  }
  await ctx.close()
}
for (const a of process.argv.slice(2)) {
  const [role, ps, w] = a.split('|')
  await go(role!, ps!.split(','), w ? Number(w) : 1366).catch((e) =>
    console.log(role, e.message.slice(0, 300)),
  )
}
await closeBrowser()
