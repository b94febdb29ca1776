import type { TroubleCode } from '../../db/trouble.ts'
import type { Sentence } from '../lang.ts'

/** Why the service does not start on this database, and what to do. `about` is a pid, path or name. */
export function troubleWords(code: TroubleCode, about: string): Sentence {
  return words[code](about)
}

const words: Record<TroubleCode, (about: string) => Sentence> = {
  held: (pid) => ({
    vi: `Thư mục dữ liệu này đang được tiến trình ${pid} dùng. Hãy dừng tiến trình đó, hoặc chọn DATA_DIR khác.`,
    en: `This data directory is in use by process ${pid}. Stop that process, or choose another DATA_DIR.`,
  }),
  platform: (name) => ({
    vi: `Không có PostgreSQL đi kèm cho máy này (${name}). Hãy chạy lại npm ci, hoặc đặt DATABASE_URL.`,
    en: `There is no embedded PostgreSQL for this machine (${name}). Run npm ci again, or set DATABASE_URL.`,
  }),
  root: () => ({
    vi: 'PostgreSQL không chạy bằng quyền root và máy này không cho đổi người dùng. Hãy chạy bằng người dùng thường, hoặc đặt DATABASE_URL.',
    en: 'PostgreSQL refuses to run as root and this machine does not let root become anyone else. Start as an ordinary user, or set DATABASE_URL.',
  }),
  other_version: (version) => ({
    vi: `Dữ liệu trong DATA_DIR do PostgreSQL ${version} tạo, bản đi kèm không mở được. Hãy sao lưu bằng bản cũ rồi phục hồi.`,
    en: `The files in DATA_DIR were made by PostgreSQL ${version}, which this build cannot open. Back up with the old build, then restore.`,
  }),
  not_made: (said) => ({
    vi: `Không tạo được cơ sở dữ liệu trong DATA_DIR: ${said}`,
    en: `The database could not be made in DATA_DIR: ${said}`,
  }),
  not_started: (said) => ({
    vi: `Cơ sở dữ liệu không khởi động được, xem DATA_DIR/database/postgres.log: ${said}`,
    en: `The database did not start, see DATA_DIR/database/postgres.log: ${said}`,
  }),
  orphan: (pid) => ({
    vi: `Tiến trình cơ sở dữ liệu ${pid} của lần chạy trước không chịu dừng. Hãy dừng nó rồi khởi động lại.`,
    en: `The database server ${pid} of an earlier start does not stop. End it, then start again.`,
  }),
  roles: (database) => ({
    vi: `Người dùng trong DATABASE_URL không được tạo vai trò cho cơ sở dữ liệu ${database}. Hãy chạy: npm run ydan -- database init`,
    en: `The login in DATABASE_URL may not make the roles of database ${database}. Run: npm run ydan -- database init`,
  }),
  migration_changed: (name) => ({
    vi: `Bước cập nhật ${name} đã áp dụng nhưng không còn giống tệp đi kèm. Hãy dùng đúng bản phần mềm của cơ sở dữ liệu này.`,
    en: `Migration ${name} was applied but no longer matches this build. Use the build this database belongs to.`,
  }),
  migration_failed: (name) => ({
    vi: `Bước cập nhật ${name} không chạy được; cơ sở dữ liệu vẫn như trước bước đó.`,
    en: `Migration ${name} failed; the database is as it was before that step.`,
  }),
  away: (said) => ({
    vi: `Không kết nối được cơ sở dữ liệu: ${said}`,
    en: `The database cannot be reached: ${said}`,
  }),
  too_old: (version) => ({
    vi: `Cơ sở dữ liệu là PostgreSQL ${version}; cần từ bản 15 trở lên.`,
    en: `The database is PostgreSQL ${version}; version 15 or newer is needed.`,
  }),
  fsync_off: () => ({
    vi: 'Cơ sở dữ liệu đang tắt fsync: mất điện là mất thư. Hãy đặt fsync = on rồi khởi động lại.',
    en: 'The database has fsync off: a power cut would lose letters. Set fsync = on, then start again.',
  }),
  synchronous_commit_off: (login) => ({
    vi: `Cơ sở dữ liệu đang tắt synchronous_commit${login && ` (cho ${login})`}: mất điện là mất thư. Hãy bật lại.`,
    en: `The database has synchronous_commit off${login && ` (for ${login})`}: a power cut would lose letters. Turn it on.`,
  }),
  full_page_writes_off: () => ({
    vi: 'Cơ sở dữ liệu đang tắt full_page_writes: mất điện có thể hỏng dữ liệu. Hãy bật lại.',
    en: 'The database has full_page_writes off: a power cut may damage it. Turn it on.',
  }),
  not_utf8: (encoding) => ({
    vi: `Cơ sở dữ liệu dùng bảng mã ${encoding}; cần UTF8 để ghi đúng tiếng Việt.`,
    en: `The database is encoded in ${encoding}; UTF8 is needed to write Vietnamese.`,
  }),
  read_only: () => ({
    vi: 'Cơ sở dữ liệu chỉ cho đọc (máy dự phòng?). Hãy trỏ DATABASE_URL đến máy chính.',
    en: 'The database is read-only (a standby?). Point DATABASE_URL at the primary.',
  }),
}
