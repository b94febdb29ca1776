/** Node's words for a door straight from its source, through tsx because Node alone reads no .tsx. */
export function doorWords(entry: string): string[] {
  return ['--disable-sigusr1', '--import', import.meta.resolve('tsx'), entry]
}
