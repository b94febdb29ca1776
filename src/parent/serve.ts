import { isTrouble } from '../../db/trouble.ts'
import type { Sentence } from '../../views/lang.ts'
import { troubleWords } from '../../views/words/database.ts'
import { startWords } from '../../views/words/start.ts'
import { Problem } from '../problem.ts'
import { announce } from './announce.ts'
import { type StartOptions, start } from './start.ts'

/** What `npm start` gives: where to write, and what asks for an end. */
export type Serving = Omit<StartOptions, 'entry'> & {
  print: (line: string) => void
  signal: Promise<null>
}

/**
 * Runs the service until a signal or until it cannot go on. Resolves with the sentence that says why
 * it did not start or gave up, null after a signal; then no process is left.
 */
export async function serve(
  environment: Record<string, string | undefined>,
  { say, print, signal, afterCrash }: Serving,
): Promise<Sentence | null> {
  try {
    const running = await start(environment, { say, afterCrash })
    for (const line of announce(running)) print(line)
    const problem = await Promise.race([running.gaveUp, signal])
    await running.stop()
    return problem?.sentence ?? null
  } catch (thrown) {
    if (isTrouble(thrown)) return troubleWords(thrown.trouble, thrown.about)
    if (thrown instanceof Problem) return thrown.sentence
    say(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
    return startWords.unexpected
  }
}
