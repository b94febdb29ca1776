import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Between programs and the C library: the wall clock, so many seconds off as the file says now.
const source = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
static long off(void) {
  static volatile long *seconds;
  if (!seconds) {
    const char *path = getenv("SHIFTED_CLOCK");
    int file = path ? open(path, O_RDONLY) : -1;
    void *at = file < 0 ? MAP_FAILED : mmap(0, sizeof(long), PROT_READ, MAP_SHARED, file, 0);
    static long none;
    seconds = at == MAP_FAILED ? &none : at;
  }
  return *seconds;
}
int clock_gettime(clockid_t id, struct timespec *t) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int said = real(id, t);
  if (said == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) t->tv_sec += off();
  return said;
}
int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  struct timespec now;
  int said = clock_gettime(CLOCK_REALTIME, &now);
  t->tv_sec = now.tv_sec;
  t->tv_usec = now.tv_nsec / 1000;
  return said;
}
time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
`

/**
 * A wall clock for processes of this test alone, wrong by as many seconds as `set` says, at once and
 * for all who were started with `environment`. Where there is no C compiler, the reason instead.
 */
export function shiftedClock() {
  if (process.platform !== 'linux') return 'only on Linux'
  const dir = mkdtempSync(join(tmpdir(), 'ydan-clock-'))
  const [code, library, file] = ['clock.c', 'clock.so', 'seconds'].map((name) => join(dir, name))
  if (!code || !library || !file) throw new Error('unreachable')
  writeFileSync(code, source)
  const words = ['-shared', '-fPIC', '-O1', '-o', library, code, '-ldl']
  const { status, error, stderr } = spawnSync('cc', words)
  if (status !== 0) {
    rmSync(dir, { recursive: true })
    return `no C compiler: ${error?.message ?? String(stderr)}`
  }
  const set = (seconds: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64LE(BigInt(seconds))
    // In place: the others hold this very file.
    writeFileSync(file, bytes, { flag: 'r+' })
  }
  writeFileSync(file, Buffer.alloc(8))
  for (const path of [dir, library, file]) chmodSync(path, 0o755)
  return {
    set,
    environment: { LD_PRELOAD: library, SHIFTED_CLOCK: file },
    drop: () => rmSync(dir, { recursive: true, force: true }),
  }
}
export type ShiftedClock = Exclude<ReturnType<typeof shiftedClock>, string>
