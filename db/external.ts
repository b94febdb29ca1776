import pg from 'pg'
import { keptPasswords } from './embedded.ts'
import { ensureRoles, groups, type LoginName, type Passwords } from './roles.ts'
import { isTrouble } from './trouble.ts'

/**
 * Prepares roles and logins in a database that is not ours to start, connecting as its owner.
 * `wanted` names the logins needed on this machine with the address given for each; one without an
 * address gets a password of its own, kept in `dir`. Returns an address per wanted login.
 * Raises Trouble 'roles' when the owner may not make roles and they are not there yet.
 */
export async function externalUrls(
  ownerUrl: string,
  wanted: Partial<Record<LoginName, string | undefined>>,
  dir: string,
): Promise<Partial<Record<LoginName, string>>> {
  const names = Object.keys(wanted) as LoginName[]
  const missing = names.filter((name) => !wanted[name])
  const own = missing.length > 0 ? keptPasswords(dir) : undefined
  const urls = Object.fromEntries(
    names.map((name) => [name, wanted[name] ?? urlFor(ownerUrl, name, own?.[name] ?? '')]),
  )
  await prepare(ownerUrl, passwordsIn(urls), missing.length === 0)
  return urls
}

async function prepare(ownerUrl: string, passwords: Passwords, maySkip: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ydan start' })
  await client.connect()
  client.on('error', () => {}) // the query under way reports it
  try {
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    await ensureRoles(client, rows[0]?.name ?? '', passwords)
  } catch (thrown) {
    // `ydan database init` printed the SQL and somebody with the right has run it.
    const done = maySkip && isTrouble(thrown) && thrown.trouble === 'roles'
    if (!(done && (await groupsExist(client)))) throw thrown
  } finally {
    await client.end()
  }
}

async function groupsExist(client: pg.Client): Promise<boolean> {
  const asked = 'select from pg_roles where rolname = any ($1)'
  return (await client.query(asked, [groups])).rowCount === groups.length
}

function urlFor(ownerUrl: string, login: LoginName, password: string): string {
  const url = new URL(ownerUrl)
  url.username = login
  url.password = password
  return url.href
}

/** The passwords in addresses that use our own login names; other logins are not ours to change. */
function passwordsIn(urls: Partial<Record<LoginName, string>>): Passwords {
  const found = Object.entries(urls).map(([name, text]) => {
    const { username, password } = new URL(text)
    return [name, username === name ? decodeURIComponent(password) : ''] as const
  })
  return Object.fromEntries(found.filter(([, password]) => password))
}
