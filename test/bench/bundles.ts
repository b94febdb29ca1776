import { fork, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { paperSeal } from '../../src/bundle/build.ts'
import { parseContents } from '../../src/bundle/contents.ts'
import { bundlePaper } from '../../src/bundle/paper.ts'
import { printPapersApart } from '../../src/bundle/press-apart.ts'
import { fingerprint } from '../../src/seal/fingerprint.ts'
import { loggedContents, logOf } from '../support/bundle-log.ts'
import { signerFrom } from '../support/bundle-signer.ts'
import { draftOf } from './drafts.ts'
import { type House, startChild } from './house.ts'
import type { Comparison } from './measure.ts'

const megabytes = 200
const pictureSize = 700_000
const signer = signerFrom(7)

/** S7: papers, archive and check of large bundles. */
export function bundleComparisons(house: House): Comparison[] {
  const line = (
    what: string,
    unit: string,
    ours: Comparison['ours'],
    limit: Comparison['limit'],
    goal: Comparison['goal'],
  ) => ({
    name: 'S7',
    what,
    unit,
    ours,
    limit,
    goal,
  })
  return [
    line(
      'papers of 1,000 items (PDF, DOCX, XLSX) ÷ bare Typst of the same pages',
      's',
      () => printed(1_000),
      () => barely(1_000),
      { atMost: 1.3 },
    ),
    line(
      'papers of 5,000 items ÷ of 1,000',
      's',
      () => printed(5_000),
      () => printed(1_000),
      { atMost: 5 },
    ),
    line(
      `ZIP with ${megabytes} MB of pictures ÷ zip -0`,
      'MB/s',
      async () => (await made(house, 1_000)).zip,
      async () => zipped(house),
      { atLeast: 0.5 },
    ),
    line(
      'verify ÷ sha256sum of the same file',
      'MB/s',
      () => verified(house),
      () => summed(house),
      { atLeast: 0.6 },
    ),
    line(
      `peak memory, 5,000 items and ${megabytes} MB of pictures ÷ 450 MB`,
      'MB',
      async () => (await made(house, 5_000)).peak,
      async () => 450,
      { atMost: 1 },
    ),
    line(
      'peak memory of the largest process that sets their PDF ÷ 450 MB',
      'MB',
      async () => (await made(house, 5_000)).press,
      async () => 450,
      { atMost: 1 },
    ),
  ]
}

async function contentsOf(items: number) {
  const contents = loggedContents((await draftOf(items, [])).draft)
  const { checkpoint } = await logOf(contents, signer)
  return {
    contents: parseContents(contents),
    seal: paperSeal(contents, checkpoint, signer.publicKey),
  }
}

/** Seconds until the papers are there, in a process apart as the console has it. */
async function printed(items: number): Promise<number> {
  const { contents, seal } = await contentsOf(items)
  const began = performance.now()
  const { pdf, further } = await printPapersApart(contents, seal)
  const length = further.reduce((sum, volume) => sum + volume.length, pdf.length)
  if (length < items * 100) throw new Error('the paper is too short')
  return (performance.now() - began) / 1000
}

/** The same pages by Typst alone, in a process apart, too. */
async function barely(items: number): Promise<number> {
  const { contents, seal } = await contentsOf(items)
  const paper = JSON.stringify(bundlePaper(contents, seal), (_, value: unknown) =>
    isQr(value)
      ? { ...value, svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>' }
      : value,
  )
  const { resolve } = createRequire(import.meta.url)
  const fonts = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'].map((face) =>
    readFileSync(resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)),
  )
  const source = readFileSync(new URL('../../views/papers/bundle.typ', import.meta.url), 'utf8')
  const began = performance.now()
  const child = fork(fileURLToPath(new URL('typst.ts', import.meta.url)), {
    env: {},
    execArgv: [],
    serialization: 'advanced',
  })
  const { promise, resolve: done, reject } = Promise.withResolvers<number>()
  child.once('message', () => done((performance.now() - began) / 1000))
  child.once('exit', (code) => reject(new Error(`Typst ended with ${code}`)))
  child.send({ fonts, source, paper })
  return promise
}

function isQr(value: unknown): value is { kind: 'qr' } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'qr'
}

const fileOf = (house: House) => join(house.dir, 'bundle.zip')

/** One bundle with its pictures in a process of its own: its speed in MB/s, peaks of memory in MB. */
async function made(house: House, items: number) {
  const folder = picturesIn(house)
  const out = fileOf(house)
  const child = await startChild('bundle.ts', `${items}`, folder, out)
  await child.stop()
  const { zip = Number.NaN, peak = Number.NaN, press = Number.NaN } = child.first
  const size = statSync(out).size / 1e6
  if (size < megabytes) throw new Error('the archive is too small')
  return { zip: size / zip, peak, press }
}

function picturesIn(house: House): string {
  const folder = join(house.dir, 'pictures')
  try {
    mkdirSync(folder)
  } catch {
    return folder
  }
  for (let at = 0; at * pictureSize < megabytes * 1e6; at++) {
    writeFileSync(join(folder, `${String(at).padStart(4, '0')}.jpg`), randomBytes(pictureSize))
  }
  return folder
}

function zipped(house: House): number {
  const out = join(house.dir, 'bare.zip')
  const began = performance.now()
  const { status, error } = spawnSync('zip', ['-0', '-q', '-r', out, picturesIn(house)])
  const seconds = (performance.now() - began) / 1000
  if (status !== 0) throw error ?? new Error(`zip ended with ${status}`)
  const size = statSync(out).size / 1e6
  rmSync(out)
  return size / seconds
}

// The program's own start is left out on both sides.
async function verified(house: House): Promise<number> {
  await made(house, 1_000)
  const file = fileOf(house)
  const key = fingerprint(signer.publicKey)
  const words = ['--import', 'tsx', measured, 'verify', file, '--key', key]
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error('the bundle does not hold: see `ydan verify`')
  return statSync(file).size / 1e6 / (JSON.parse(stdout) as { seconds: number }).seconds
}

const measured = fileURLToPath(new URL('../support/bundle-measured.ts', import.meta.url))

async function summed(house: House): Promise<number> {
  const file = fileOf(house)
  if (!statSync(file, { throwIfNoEntry: false })) await made(house, 1_000)
  const began = performance.now()
  const { status, error } = spawnSync('sha256sum', [file])
  if (status !== 0) throw error ?? new Error(`sha256sum ended with ${status}`)
  return statSync(file).size / 1e6 / ((performance.now() - began) / 1000)
}
