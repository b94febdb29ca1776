import type { Sentence } from '../lang.ts'

/** What `ydan keys …` says. No sentence here may ever carry a secret; the sheets are printed apart. */
export const keysCliWords = {
  usage: {
    vi: 'Cách dùng: ydan keys init | rotate [--only-rewrap] | recovery-sheet [--confirm] | recover. “rotate” làm khóa mở thư mới rồi bọc lại khóa của từng thư; cần người quản trị đề nghị và Ban Thường trực đồng ý ở trang Người giữ khóa. “recovery-sheet” in ba tờ, hai tờ bất kỳ mở được bản sao khóa; “--confirm” đọc hai tờ gõ lại từ đầu vào chuẩn. “recover” dựng lại KEYS_DIR từ hai tờ và cơ sở dữ liệu.',
    en: 'Usage: ydan keys init | rotate [--only-rewrap] | recovery-sheet [--confirm] | recover. “rotate” makes a new letter key and rewraps the key of every letter; an administrator asks and a lead agrees on the page Custodians first. “recovery-sheet” prints three sheets, any two of which open the copy of the keys; “--confirm” reads two of them, typed, from standard input. “recover” makes KEYS_DIR again from two sheets and the database.',
  },
  notAgreed: {
    vi: 'Chưa có ai đồng ý thay khóa mở thư. Người quản trị đề nghị ở trang Người giữ khóa, Ban Thường trực đồng ý, rồi chạy lại lệnh này.',
    en: 'Nobody has agreed to a new letter key. An administrator asks on the page Custodians, a lead agrees, then run this again.',
  },
  unfinished: {
    vi: 'Lần thay khóa trước chưa bọc lại xong. Hãy chạy “ydan keys rotate --only-rewrap” trước.',
    en: 'The last rotation is not rewrapped to the end. Run “ydan keys rotate --only-rewrap” first.',
  },
  rotated: (version: number): Sentence => ({
    vi: `Đã có khóa mở thư bản ${version}.`,
    en: `There is a letter key of version ${version}.`,
  }),
  rewrapped: (count: number, left: number): Sentence => ({
    vi: `Đã bọc lại ${count} khóa thư; còn ${left} dưới khóa cũ.`,
    en: `${count} data keys were rewrapped; ${left} are under an older key.`,
  }),
  restart: {
    vi: 'Khởi động lại dịch vụ để hộp thư niêm bằng khóa mới, rồi chạy “ydan keys rotate --only-rewrap” cho những thư đến trong lúc này. Khi còn 0: cất khóa cũ ra ngoài KEYS_DIR; các bản sao lưu cũ vẫn cần nó.',
    en: 'Restart the service so that the letterbox seals to the new key, then run “ydan keys rotate --only-rewrap” for the letters that came meanwhile. At 0: move the old key out of KEYS_DIR; older backups still need it.',
  },
  nothingNew: {
    vi: 'KEYS_DIR chỉ có một khóa mở thư; không có gì để bọc lại.',
    en: 'KEYS_DIR holds one letter key only; there is nothing to rewrap.',
  },
  sheetTitle: (number: number, print: string): Sentence => ({
    vi: `Ý DÂN – TỜ KHÔI PHỤC KHÓA số ${number} trong 3 (dấu khóa ${print})`,
    en: `Ý DÂN – KEY RECOVERY SHEET ${number} of 3 (fingerprint ${print})`,
  }),
  sheetLead: {
    vi: 'Hai tờ bất kỳ cùng bản sao lưu cơ sở dữ liệu thì dựng lại được mọi khóa; một tờ thì không. Cho vào phong bì dán kín, ba người giữ ở ba nơi.',
    en: 'Any two sheets and a backup of the database make all keys again; one alone does not. Put each in a sealed envelope, with three people in three places.',
  },
  sheetsMade: {
    vi: 'Đã in ba tờ ở trên (thường là: … recovery-sheet | lp). Các tờ không được lưu ở đâu cả. Nay gõ lại hai tờ: ydan keys recovery-sheet --confirm',
    en: 'The three sheets are above (usually: … recovery-sheet | lp). They are kept nowhere. Now type two of them back: ydan keys recovery-sheet --confirm',
  },
  typeBack: {
    vi: 'Gõ hai tờ, mỗi tờ một dòng: số tờ, dấu chấm, rồi mười sáu nhóm sáu số. Ví dụ: 1. 123456 234567 …',
    en: 'Type two sheets, one a line: its number, a dot, then sixteen groups of six digits. For example: 1. 123456 234567 …',
  },
  twoSheets: {
    vi: 'Cần hai tờ khác nhau, mỗi tờ một dòng, bắt đầu bằng số tờ và dấu chấm.',
    en: 'Two different sheets are needed, one a line, each beginning with its number and a dot.',
  },
  wrongGroups: (sheet: number, places: readonly number[]): Sentence => ({
    vi: `Tờ ${sheet}: nhóm thứ ${places.join(', ')} chưa đúng. Xin xem lại tờ giấy.`,
    en: `Sheet ${sheet}: group ${places.join(', ')} is not right. Look at the paper again.`,
  }),
  otherSheets: {
    vi: 'Hai tờ này đúng kiểu nhưng không mở được bản sao khóa đang có: có thể là tờ của lần in trước.',
    en: 'These two sheets are well-formed but do not open the present copy: they may be of an earlier print.',
  },
  noSheets: {
    vi: 'Chưa in tờ khôi phục nào. Chạy: ydan keys recovery-sheet',
    en: 'No recovery sheets were printed yet. Run: ydan keys recovery-sheet',
  },
  confirmed: {
    vi: 'Hai tờ mở được bản sao khóa. Đã ghi nhận; từ nay in áp phích được.',
    en: 'The two sheets open the copy of the keys. Noted; posters may be printed now.',
  },
  recovered: (dir: string): Sentence => ({
    vi: `Đã dựng lại khóa trong ${dir}. Hãy khởi động dịch vụ và thử mở một lá thư.`,
    en: `The keys were made again in ${dir}. Start the service and open a letter to try.`,
  }),
}
