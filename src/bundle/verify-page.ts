import '../../views/browser/verify/older.ts'
import { config } from 'zod'
import { openPage } from '../../views/browser/verify/page.ts'
import { bundlePaper } from './paper.ts'
import { vietNamDay } from './shown.ts'
import { verifyBundle } from './verify.ts'

// The page's policy forbids code made from strings, which zod would try.
config({ jitless: true })

// verify.html: the very check of `ydan verify`, in a browser, without a network.
openPage(async (zip, key) => {
  const today = vietNamDay(new Date().toISOString())
  const verdict = await verifyBundle(zip, { key, today })
  const { ok, contents, head, check, key: signedBy } = verdict
  // Only what holds is shown: a forged text must not be read under a warning.
  const paper =
    ok && contents && head && check && signedBy
      ? bundlePaper(contents, { check, key: signedBy, head })
      : null
  return { ...verdict, paper, pictures: ok ? verdict.pictures : [] }
})
