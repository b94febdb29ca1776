import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { paperSeal } from '../../src/bundle/build.ts'
import { type BundleContents, parseContents } from '../../src/bundle/contents.ts'
import type { PaperSeal } from '../../src/bundle/paper.ts'
import { itemsToStay, type Papers, printPapers } from '../../src/bundle/press.ts'
import { printCopiesApart, printPapersApart } from '../../src/bundle/press-apart.ts'
import { bundleContents } from '../support/bundle-contents.ts'
import { logOf } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'

const signer = signerFrom(7)
let contents: BundleContents
let seal: PaperSeal
let here: Papers

beforeAll(async () => {
  const draft = bundleContents()
  const { checkpoint } = await logOf(draft, signer)
  contents = parseContents(draft)
  seal = paperSeal(contents, checkpoint, signer.publicKey)
  here = await printPapers(contents, seal)
})

/** The same contents with so many items. */
function long(count: number): BundleContents {
  const [one] = contents.items
  if (!one) throw new Error('the fixture has no item')
  return {
    ...contents,
    items: Array.from({ length: count }, (_, at) => ({ ...one, number: at + 1 })),
  }
}

const bytes = ({ further, ...papers }: Papers) =>
  Object.fromEntries(
    Object.entries({ ...papers, ...Object.fromEntries(further.entries()) }).map(([name, one]) => [
      name,
      Buffer.from(one).toString('base64'),
    ]),
  )

/** The presses of ours that wait or work, by process id. */
function presses(): string[] {
  const children = readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  )
  return children.filter((child) => commandOf(child).includes('press-process.ts'))
}

function commandOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

describe('the press apart', () => {
  test('gives the same bytes as one here, again and again, and two at once', async () => {
    const other = { ...contents, place: 'Phường Khác' }
    const first = await printPapersApart(contents, seal)
    await printPapersApart(other, seal)
    const [second, between, third] = await Promise.all([
      printPapersApart(contents, seal),
      printPapersApart(other, seal),
      printPapersApart(contents, seal),
    ])
    for (const papers of [first, second, third]) expect(bytes(papers)).toEqual(bytes(here))
    expect(bytes(between)).not.toEqual(bytes(here))
    expect(bytes(between)).toEqual(bytes(await printPapers(other, seal)))
  })

  test('prints the next paper after one that was too much for it', async () => {
    const broken = { ...contents, criteria: null } as unknown as BundleContents
    await expect(printPapersApart(broken, seal)).rejects.toThrow('printing ended with 1')
    await expect(printCopiesApart(broken, seal, { from: 1, to: 1, of: 1 })).rejects.toThrow(
      'printing ended with 1',
    )
    expect(bytes(await printPapersApart(contents, seal))).toEqual(bytes(here))
  })

  test.runIf(existsSync('/proc/self/task'))(
    'uses a process again, but not after a long paper, whose memory would stay',
    async () => {
      await printPapersApart(contents, seal)
      const first = presses()
      expect(first).toHaveLength(2)
      await printPapersApart(contents, seal)
      expect(presses()).toEqual(first)
      const papers = await printPapersApart(long(itemsToStay + 1), seal)
      expect(bytes(papers)).toEqual(bytes(await printPapers(long(itemsToStay + 1), seal)))
      expect(bytes(await printPapersApart(contents, seal))).toEqual(bytes(here))
      for (const press of first) expect(presses()).not.toContain(press)
    },
  )
})
