import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'

/** `ydan backup` and `ydan restore`. */
export const backupWords = {
  backupUsage: {
    vi: 'Cách dùng: ydan backup THƯ-MỤC [--without-keys]. Thư mục phải trống hoặc chưa có.',
    en: 'Usage: ydan backup DIR [--without-keys]. The folder must be empty or not there yet.',
  },
  restoreUsage: {
    vi: 'Cách dùng: ydan restore THƯ-MỤC [--keys THƯ-MỤC-KHÓA] [--erasures TỆP] [--accept-older "LÝ DO"]. Chỉ khôi phục vào cơ sở dữ liệu trống, khi dịch vụ đang dừng.',
    en: 'Usage: ydan restore DIR [--keys KEY-FOLDER] [--erasures FILE] [--accept-older "REASON"]. Only into an empty database, while the service is stopped.',
  },
  notEmptyFolder: (dir: string): Sentence => ({
    vi: `Thư mục ${dir} đã có tệp. Xin chọn thư mục trống.`,
    en: `The folder ${dir} holds files already. Choose an empty one.`,
  }),
  backedUp: (dir: string, rows: number, megabytes: number): Sentence => ({
    vi: `Đã sao lưu vào ${dir}: ${rows} dòng, ${megabytes} MB. Phiên đăng nhập không nằm trong đó.`,
    en: `Backed up to ${dir}: ${rows} rows, ${megabytes} MB. Sessions are not part of it.`,
  }),
  fingerprint: (sha256: string): Sentence => ({
    vi: `Dấu của bản sao (manifest.json): ${sha256}`,
    en: `Fingerprint of the copy (manifest.json): ${sha256}`,
  }),
  keysApart: (dir: string): Sentence => ({
    vi: `Khóa nằm riêng ở ${dir}. Hãy cất ở CHỖ KHÁC: ai có cả hai thư mục thì đọc được mọi lá thư; mất khóa thì không ai đọc được nữa.`,
    en: `The keys lie apart in ${dir}. Store them ELSEWHERE: whoever has both folders reads every letter; without the keys nobody can.`,
  }),
  noKeys: (dir: string): Sentence => ({
    vi: `Không sao lưu khóa (${dir}). Phải có bản khóa cất riêng, thiếu nó thì bản sao này vô dụng.`,
    en: `The keys (${dir}) were not copied. A copy of them must lie elsewhere; without it this backup is useless.`,
  }),
  notABackup: (dir: string): Sentence => ({
    vi: `${dir} không phải một bản sao lưu đủ: thiếu hoặc hỏng manifest.json.`,
    en: `${dir} is not a whole backup: manifest.json is missing or damaged.`,
  }),
  damaged: (file: string): Sentence => ({
    vi: `Tệp ${file} trong bản sao lưu đã bị đổi hoặc hỏng. Không khôi phục gì cả.`,
    en: `The file ${file} of the backup was changed or is damaged. Nothing was restored.`,
  }),
  notEmptyDatabase: {
    vi: 'Cơ sở dữ liệu đã có nội dung. Chỉ khôi phục vào cơ sở dữ liệu trống; không ghi đè gì cả.',
    en: 'The database is not empty. A backup is restored into an empty one only; nothing was overwritten.',
  },
  otherVersion: (name: string): Sentence => ({
    vi: `Bản sao lưu này thuộc phiên bản khác của chương trình (bước “${name}”). Hãy dùng đúng hoặc mới hơn phiên bản đã sao lưu.`,
    en: `This backup belongs to another version of the program (step “${name}”). Use the version that made it, or a newer one.`,
  }),
  newerDatabase: {
    vi: 'Cơ sở dữ liệu trống này đã nâng cấp xa hơn bản sao lưu. Hãy lập cơ sở dữ liệu mới, trống hẳn.',
    en: 'This empty database is further than the backup. Make a new database with nothing in it.',
  },
  keysMissing: (dir: string): Sentence => ({
    vi: `Trong ${dir} chưa có khóa. Hãy chỉ thư mục khóa đã cất riêng: --keys THƯ-MỤC.`,
    en: `There are no keys in ${dir}. Name the folder that was stored apart: --keys FOLDER.`,
  }),
  wrongLine: (file: string, line: number): Sentence => ({
    vi: `Danh sách xóa ${file}: dòng ${line} không đọc được.`,
    en: `The erasure list ${file}: line ${line} cannot be read.`,
  }),
  unsound: {
    vi: 'Bản sao lưu không qua được kiểm tra ở trên. Không khôi phục gì cả.',
    en: 'The backup did not pass the checks above. Nothing was restored.',
  },
  projection: (count: number): Sentence => ({
    vi: `${count} ý kiến có trạng thái không khớp với các dòng của nó.`,
    en: `${count} feedback have a state that does not follow from their rows.`,
  }),
  restored: (rows: number, made: string): Sentence => ({
    vi: `Đã khôi phục ${rows} dòng từ bản sao lưu lúc ${made}. Mọi người đăng nhập lại.`,
    en: `Restored ${rows} rows from the backup of ${made}. Everybody signs in again.`,
  }),
  replayed: (count: number): Sentence => ({
    vi: `Đã xóa lại ${count} mục từng bị xóa sau khi sao lưu.`,
    en: `Erased again ${count} records that were erased after the backup.`,
  }),
  acceptedOlder: {
    vi: 'Đã nhận bản cũ hơn và ghi lý do vào nhật ký. Mã truy cập của chương trình và đường dẫn mời chưa dùng đều bị hủy, vì có thể đã bị thu hồi sau khi sao lưu. Các điểm chốt mới hơn được để riêng, không xóa.',
    en: 'The older state was accepted and the reason entered in the log. Bearer tokens and unused invitations were revoked, since they may have been after the backup. Newer checkpoints were set aside, not deleted.',
  },
} satisfies Record<string, Sentence | ((...given: never[]) => Sentence)>

/** Why a state of the database is refused: checkpoints kept outside know more than it does. */
export const olderWords = {
  shorter: (
    code: string,
    entries: number,
    number: number,
    day: string,
    size: number,
  ): Sentence => ({
    vi: `Cơ sở dữ liệu này CŨ HƠN điểm chốt đã giữ ở ngoài: nhật ký ${code} ở đây có ${entries} mục, nhưng điểm chốt số ${number} ngày ${shownDay(day)} đã ghi ${size} mục. Những gì có sau đó đã mất.`,
    en: `This database is OLDER than the checkpoint kept outside: the log ${code} has ${entries} entries here, but checkpoint ${number} of ${shownDay(day)} recorded ${size}. What came after is lost.`,
  }),
  other: (code: string, number: number, day: string): Sentence => ({
    vi: `Nhật ký ${code} ở đây không phải nhật ký mà điểm chốt số ${number} ngày ${shownDay(day)} (giữ ở ngoài) đã ghi: nội dung khác.`,
    en: `The log ${code} here is not the one that checkpoint ${number} of ${shownDay(day)} (kept outside) recorded: it reads differently.`,
  }),
  unknown: (folder: string): Sentence => ({
    vi: `Có điểm chốt giữ ở ngoài (${folder}) của một nhật ký mà cơ sở dữ liệu này không có.`,
    en: `There are checkpoints outside (${folder}) of a log that this database does not have.`,
  }),
  refused: {
    vi: 'Không mở cửa nào với dữ liệu cũ. Hãy khôi phục bản sao lưu mới hơn; không có thì “ydan restore THƯ-MỤC --accept-older "LÝ DO"” ghi lý do vào nhật ký.',
    en: 'No door opens on an older state. Restore a newer backup; if there is none, “ydan restore DIR --accept-older "REASON"” enters the reason in the log.',
  },
} satisfies Record<string, Sentence | ((...given: never[]) => Sentence)>
