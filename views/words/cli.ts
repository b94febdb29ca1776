import type { Sentence } from '../lang.ts'

/** What each command does, for `npm run ydan -- help`. */
export const commandWords: Record<string, Sentence> = {
  'admin create': {
    vi: 'In đường dẫn dùng một lần để lập quản trị viên đầu tiên',
    en: 'Print the one-time link for the first administrator',
  },
  'token create --person ID': {
    vi: 'Tạo mã truy cập cho chương trình, đứng tên một người',
    en: 'Make a bearer token that belongs to one named person',
  },
  'import areas|organisations|officials|staff|rules|criteria|provisions FILE.xlsx|.csv [--dry-run]':
    {
      vi: 'Nạp danh sách khu vực, tổ chức, cán bộ, người làm việc; còn một dòng sai thì không dòng nào vào',
      en: 'Import a list of areas, organisations, officials or staff; while one line is wrong, none goes in',
    },
  'mail ingest': {
    vi: 'Nhận một thư điện tử từ đầu vào chuẩn (dùng cho Postfix)',
    en: 'Take one mail from standard input (for Postfix)',
  },
  'keys init': {
    vi: 'Tạo bộ khóa (KEYS_DIR; mật khẩu lấy từ KEYS_PASSPHRASE_FILE)',
    en: 'Make the keys (KEYS_DIR; passphrase from KEYS_PASSPHRASE_FILE)',
  },
  'keys rotate [--only-rewrap]': {
    vi: 'Làm khóa mở thư mới (khi đã có hai người đồng ý) và bọc lại khóa của từng thư',
    en: 'Make a new letter key (once two persons agreed) and rewrap the key of every letter',
  },
  'keys recovery-sheet [--confirm]': {
    vi: 'In ba tờ khôi phục khóa (hai tờ bất kỳ là đủ); --confirm: gõ lại hai tờ để xác nhận',
    en: 'Print three recovery sheets (any two will do); --confirm: type two of them back',
  },
  'keys recover': {
    vi: 'Dựng lại KEYS_DIR từ hai tờ khôi phục và cơ sở dữ liệu',
    en: 'Make KEYS_DIR again from two recovery sheets and the database',
  },
  'verify BUNDLE.zip [--key FINGERPRINT] [--checkpoint FILE]': {
    vi: 'Kiểm tra một tập tư liệu, không cần mạng',
    en: 'Check a bundle, offline',
  },
  'custody verify [--organisation CODE] [--checkpoint FILE]': {
    vi: 'Tính lại nhật ký lưu chuyển, so với các điểm chốt trong và ngoài cơ sở dữ liệu',
    en: 'Recompute the custody log and compare it with the checkpoints inside and outside',
  },
  'custody restore-copies --checkpoint FILE --reason REASON': {
    vi: 'Ghi lại thư mục checkpoints đã mất, đối chiếu với một điểm chốt giữ ở nơi khác; được ghi vào nhật ký',
    en: 'Write the lost folder checkpoints again, against a checkpoint kept elsewhere; the log says so',
  },
  'backup DIR [--without-keys]': {
    vi: 'Sao lưu cơ sở dữ liệu, điểm chốt, danh sách xóa vào DIR; khóa vào thư mục riêng bên cạnh',
    en: 'Back up database, checkpoints and erasure list into DIR; the keys into a folder of their own beside it',
  },
  'restore DIR [--keys FOLDER] [--erasures FILE] [--accept-older REASON]': {
    vi: 'Khôi phục bản sao lưu vào cơ sở dữ liệu trống, xóa lại những gì đã xóa, kiểm tra tất cả',
    en: 'Restore a backup into an empty database, erase again what was erased, check everything',
  },
  'database init': {
    vi: 'Lập các vai trò trong cơ sở dữ liệu, hoặc in câu lệnh SQL để người có quyền chạy',
    en: 'Make the database roles, or print the SQL for someone who may',
  },
  'service install [--print]': {
    vi: 'Cài dịch vụ systemd tự chạy khi mở máy (Linux, quyền root), hoặc in ra việc cần làm',
    en: 'Install the systemd service that starts with the machine (Linux, as root), or print what to do',
  },
  doctor: {
    vi: 'Xem cấu hình, cơ sở dữ liệu, khóa, đồng hồ, ổ đĩa, các kênh, thư; nói cần làm gì',
    en: 'Look at configuration, database, keys, clock, disk, channels, mail; say what to do',
  },
}

export const cliWords = {
  usage: {
    vi: 'Cách dùng: npm run ydan -- LỆNH. Các lệnh:',
    en: 'Usage: npm run ydan -- COMMAND. Commands:',
  },
  unknown: (name: string): Sentence => ({
    vi: `Không có lệnh “${name}”. Xem: npm run ydan -- help`,
    en: `There is no command “${name}”. See: npm run ydan -- help`,
  }),
  notRunning: {
    vi: 'Chưa nối được cơ sở dữ liệu. Hãy chạy “npm start” trước, rồi gõ lại lệnh này ở cửa sổ khác.',
    en: 'The database cannot be reached. Run “npm start” first, then this command in another window.',
  },
  keysMade: (dir: string): Sentence => ({
    vi: `Đã tạo khóa trong ${dir}. Hãy chép thư mục này ra nơi khác và cất riêng: mất khóa là mất mọi lá thư.`,
    en: `Keys were made in ${dir}. Copy this folder elsewhere and lock it away: without it every letter is lost.`,
  }),
  keysThere: (dir: string): Sentence => ({
    vi: `Trong ${dir} đã có khóa; không ghi đè.`,
    en: `There are keys in ${dir} already; nothing was overwritten.`,
  }),
  rolesMade: { vi: 'Đã lập xong các vai trò.', en: 'The roles are in place.' },
  rolesByHand: {
    vi: 'Tài khoản trong DATABASE_URL không được lập vai trò. Nhờ người quản trị PostgreSQL chạy các câu sau rồi chạy lại lệnh này:',
    en: 'The login in DATABASE_URL may not make roles. Have an administrator of PostgreSQL run these, then run this again:',
  },
  needsUrl: {
    vi: 'Chưa có DATABASE_URL. Không đặt biến này thì “npm start” tự lập cơ sở dữ liệu riêng, không cần lệnh này.',
    en: 'DATABASE_URL is not set. Without it “npm start” keeps its own database and this command is not needed.',
  },
} satisfies Record<string, Sentence | ((text: string) => Sentence)>

/** Findings of `ydan doctor`. */
export const doctorWords = {
  configuration: {
    vi: 'Cấu hình (biến môi trường) đọc được',
    en: 'The configuration (environment) can be read',
  },
  database: {
    vi: 'Cơ sở dữ liệu nối được và đủ an toàn',
    en: 'The database answers and is safe to use',
  },
  migrated: { vi: 'Cơ sở dữ liệu đúng phiên bản', en: 'The database has the right version' },
  migratedNot: {
    vi: 'Cơ sở dữ liệu chưa nâng cấp. Chạy “npm start”.',
    en: 'The database is not migrated. Run “npm start”.',
  },
  keys: { vi: 'Có khóa', en: 'Keys are there' },
  keysMissing: {
    vi: 'Chưa có khóa. Chạy “npm start” hoặc “npm run ydan -- keys init”.',
    en: 'No keys yet. Run “npm start” or “npm run ydan -- keys init”.',
  },
  keysBare: {
    vi: 'Khóa chưa có mật khẩu: ai chép được thư mục khóa thì mở được thư. Nên đặt KEYS_PASSPHRASE_FILE trước lần chạy đầu.',
    en: 'The keys have no passphrase: whoever copies their folder opens the letters. Set KEYS_PASSPHRASE_FILE before the first start.',
  },
  clock: {
    vi: 'Đồng hồ máy này và cơ sở dữ liệu khớp nhau',
    en: 'The clocks of this machine and the database agree',
  },
  clockOff: {
    vi: 'Đồng hồ máy này và cơ sở dữ liệu lệch quá 5 giây. Hãy chỉnh giờ tự động.',
    en: 'The clocks of this machine and the database differ by more than 5 seconds. Turn on time synchronisation.',
  },
} satisfies Record<string, Sentence>
