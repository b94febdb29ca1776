import { parseMail } from '../../channels/email.ts'
import { mailSealOf } from '../../src/intake/mail-seal.ts'
import { bombs, kept } from '../channels/fixtures/hostile-mail.ts'
import { ours } from '../channels/fixtures/mail.ts'

// Reads one hostile mail in a process of its own and says what it cost: `{cpu, memory}`, in
// milliseconds and MB above what the process had before it was read.
const [, , place = '0'] = process.argv
const all = [...bombs.map(([, , make]) => make), ...kept.map(([, make]) => make)]
const raw = all[Number(place)]?.() ?? new Uint8Array()
await parseMail(new TextEncoder().encode('Subject: x\r\n\r\nx'), ours)
const before = { cpu: process.cpuUsage(), memory: process.memoryUsage().rss }
mailSealOf(await parseMail(raw, ours))
const { user, system } = process.cpuUsage(before.cpu)
// maxRSS is in KiB and never falls: it may have been reached while the mail was made.
const most = process.resourceUsage().maxRSS * 1024
const cost = { cpu: (user + system) / 1000, memory: Math.max(0, most - before.memory) / 2 ** 20 }
console.log(JSON.stringify(cost))
