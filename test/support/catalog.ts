import pg from 'pg'

// Each asks for one kind of thing in schemas public and door, a line each.
const own = `in ('public'::regnamespace, 'door'::regnamespace)`
const kinds: Record<string, string> = {
  relations: `select relnamespace::regnamespace || '.' || relname || ' ' || relkind::text || ' rls ' || relrowsecurity
      || ' ' || coalesce((select string_agg(g::text, ' ' order by g::text) from unnest(relacl) g), '')
    from pg_class where relnamespace ${own}`,
  columns: `select c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
      || ' ' || a.attidentity::text || a.attgenerated::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
      || ' ' || coalesce((select string_agg(g::text, ' ' order by g::text) from unnest(a.attacl) g), '')
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace ${own} and a.attnum > 0 and not a.attisdropped`,
  constraints: `select coalesce(conrelid::regclass::text, contypid::regtype::text) || ' ' || conname || ' '
      || pg_get_constraintdef(oid) || ' ' || convalidated from pg_constraint where connamespace ${own}`,
  indexes: `select indexdef || ' ' || i.indisvalid from pg_indexes x join pg_class c
      on c.relname = x.indexname and c.relnamespace::regnamespace::text = x.schemaname join pg_index i on i.indexrelid = c.oid
    where x.schemaname in ('public', 'door')`,
  triggers: `select pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text from pg_trigger t
    join pg_class c on c.oid = t.tgrelid where c.relnamespace ${own} and not t.tgisinternal`,
  policies: `select p::text from pg_policies p`,
  functions: `select pg_get_functiondef(p.oid) || ' ' || pg_get_userbyid(p.proowner) || ' '
      || coalesce((select string_agg(g::text, ' ' order by g::text) from unnest(p.proacl) g), '')
    from pg_proc p where p.pronamespace ${own} and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  types: `select t.typname || ' ' || t.typtype::text || ' ' || coalesce((select string_agg(e.enumlabel, ' ' order by
      e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '') from pg_type t where t.typnamespace ${own}`,
  comments: `select classoid::regclass || ' ' || obj_description(objoid, classoid::regclass::text::name)
    from pg_description where objsubid = 0 and classoid = 'pg_class'::regclass
      and objoid in (select oid from pg_class where relnamespace ${own})`,
}

/** Everything a database's schema says, sorted, by kind: two that agree behave alike. */
export async function catalogOf(ownerUrl: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const found: Record<string, string[]> = {}
    for (const [kind, question] of Object.entries(kinds)) {
      const { rows } = await client.query({ text: question, rowMode: 'array' })
      found[kind] = rows.map(([line]) => String(line)).sort()
    }
    return found
  } finally {
    await client.end()
  }
}
