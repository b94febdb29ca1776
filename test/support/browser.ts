import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

let running: Promise<Browser> | undefined

/** One headless Chromium from npm for the test file; close it with `closeBrowser`. */
export function browser(): Promise<Browser> {
  running ??= launch()
  return running
}

export async function closeBrowser(): Promise<void> {
  await (await running)?.close()
  running = undefined
}

async function launch(): Promise<Browser> {
  // In one process, as its arguments for cloud functions ask, the browser ends with its first context.
  const args = chromium.args.filter((arg) => !/single-process|no-zygote|headless/.test(arg))
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--no-sandbox'],
    headless: true,
  })
}
