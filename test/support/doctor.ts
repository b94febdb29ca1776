import { doctorCommand } from '../../src/cli/doctor.ts'
import { configOf } from '../../src/config.ts'

/** What `ydan doctor` says in this environment, line by line, and its exit code. */
export async function doctorSays(environment: Record<string, string>) {
  const lines: string[] = []
  const code = await doctorCommand(configOf(environment), (line) => lines.push(line))
  return { code, lines, about: (word: string) => lines.filter((line) => line.includes(word)) }
}
