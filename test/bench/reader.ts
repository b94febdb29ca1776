// The console's own work while letters come: unpacks, indexes, clusters, adds up. Says once a second
// how far it is; the keys are the test keys of the letterbox of the measurements.
import { connect } from '../../db/connection.ts'
import { startSearching } from '../../src/jobs/searching.ts'
import { startUnpacking } from '../../src/jobs/unpacking.ts'
import { createSearch } from '../../src/moderation/search.ts'
import type { Vault } from '../../src/moderation/vault.ts'
import { createKekOpener, createKekRing } from '../../src/seal/kek.ts'
import { pairOf } from '../../src/seal/pair.ts'

const [databaseUrl = ''] = process.argv.slice(2)
const letter = await pairOf('X25519', new Uint8Array(32).fill(1))
const vault: Vault = {
  opener: createKekOpener(new Map([[1, letter]])),
  keks: createKekRing({ version: 1, publicKey: letter.publicBytes }),
  keyVersion: 1,
  locked: false,
  signing: null,
  search: createSearch(),
}
const { db, close } = connect(databaseUrl, { max: 4, name: 'reader', limit: 60_000 })
const log = (line: string) => {
  if (!line.startsWith('search:')) console.error(line)
}
const unpacking = startUnpacking({ db, databaseUrl, vault, log })
const searching = startSearching({ db, vault, log })
process.send?.({ ready: 1 })
process.on('disconnect', () => {
  void Promise.all([unpacking.stop(), searching.stop()])
    .then(close)
    .finally(() => process.exit(0))
})
