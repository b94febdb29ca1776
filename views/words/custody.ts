import { shownDay } from '../dates.ts'
import type { Sentence } from '../lang.ts'
import { shownMoment } from '../staff/moment.ts'

const span = (from: number, to: number): Sentence =>
  from === to
    ? { vi: `số ${from}`, en: `${from}` }
    : { vi: `từ số ${from} đến số ${to}`, en: `${from} to ${to}` }

// A moment in ISO form, or a day.
const shownTime = (then: string): string =>
  then.includes('T') ? shownMoment(new Date(then)) : shownDay(then)

/** What is wrong in the log itself. Entries are counted from 0, as in the log. */
export const logFaults = {
  gap: (from: number, to: number): Sentence => ({
    vi: `Nhật ký thiếu mục ${span(from, to).vi}: đã bị xóa hoặc đánh số lại.`,
    en: `Entries ${span(from, to).en} are missing from the log: deleted or renumbered.`,
  }),
  unreadable: (seq: number): Sentence => ({
    vi: `Mục số ${seq} không còn đọc được: nội dung đã bị ghi đè.`,
    en: `Entry ${seq} can no longer be read: its content was overwritten.`,
  }),
  rewritten: (seq: number): Sentence => ({
    vi: `Mục số ${seq} không còn đúng dạng lúc ghi: đã bị viết lại.`,
    en: `Entry ${seq} is not in the form in which it was written: it was rewritten.`,
  }),
  columns: (seq: number): Sentence => ({
    vi: `Mục số ${seq}: các cột bên cạnh nói khác với nội dung của mục.`,
    en: `Entry ${seq}: the columns beside it say something else than the entry.`,
  }),
  leaf: (seq: number): Sentence => ({
    vi: `Mục số ${seq}: mã băm không khớp nội dung; một trong hai đã bị sửa.`,
    en: `Entry ${seq}: the hash does not fit the content; one of the two was changed.`,
  }),
  head: (head: number, kept: number): Sentence => ({
    vi: `Đầu nhật ký đếm ${head} mục, trong bảng có ${kept} mục.`,
    en: `The head of the log counts ${head} entries, the table holds ${kept}.`,
  }),
  node: (level: number, index: number): Sentence => ({
    vi: `Cây băm: nút tầng ${level}, vị trí ${index} không khớp với các mục dưới nó.`,
    en: `The hash tree: the node at level ${level}, place ${index} does not fit the entries below it.`,
  }),
  nodeCount: (expected: number, kept: number): Sentence => ({
    vi: `Cây băm phải có ${expected} nút, trong bảng có ${kept} nút.`,
    en: `The hash tree must have ${expected} nodes, the table holds ${kept}.`,
  }),
  clock: (now: string, then: string): Sentence => ({
    vi: `Đồng hồ chạy lùi: bây giờ là ${shownTime(now)}, nhưng trước đó đã ghi ${shownTime(then)}. Hãy chỉnh lại giờ của máy.`,
    en: `The clock went back: it says ${shownTime(now)} now, but ${shownTime(then)} was written before. Set the clock of the machine.`,
  }),
  more: (count: number): Sentence => ({
    vi: `… và ${count} chỗ sai nữa cùng loại.`,
    en: `… and ${count} more faults of this kind.`,
  }),
}

/** What is wrong with the checkpoint that has this number. */
export const checkpointFaults = {
  malformed: (name: string): Sentence => ({
    vi: `${name} không phải là một điểm chốt đúng dạng.`,
    en: `${name} is not a well-formed checkpoint.`,
  }),
  stranger: (name: string): Sentence => ({
    vi: `${name} do một khóa khác ký, không phải khóa của hệ thống này: khóa đã bị thay hoặc điểm chốt là giả.`,
    en: `${name} was signed by another key than this system's: the key was replaced or the checkpoint is forged.`,
  }),
  forged: (name: string): Sentence => ({
    vi: `${name}: chữ ký không đúng với nội dung; điểm chốt đã bị sửa.`,
    en: `${name}: the signature does not fit the content; the checkpoint was altered.`,
  }),
  'other-log': (name: string): Sentence => ({
    vi: `${name} là của nhật ký một đơn vị khác.`,
    en: `${name} belongs to the log of another organisation.`,
  }),
  columns: (name: string): Sentence => ({
    vi: `${name}: các cột bên cạnh nói khác với bản đã ký.`,
    en: `${name}: the columns beside it say something else than the signed note.`,
  }),
  differs: (name: string): Sentence => ({
    vi: `${name} trong cơ sở dữ liệu khác với bản giữ ở ngoài.`,
    en: `${name} in the database differs from the copy kept outside.`,
  }),
  order: (name: string): Sentence => ({
    vi: `${name} ngắn hơn hoặc có ngày sớm hơn điểm chốt đứng trước nó.`,
    en: `${name} is shorter or dated earlier than the checkpoint before it.`,
  }),
  future: (name: string, day: string): Sentence => ({
    vi: `${name} đề ngày ${shownDay(day)}, là ngày chưa tới.`,
    en: `${name} is dated ${shownDay(day)}, a day that has not come yet.`,
  }),
  shorter: (name: string, day: string, signed: number, kept: number): Sentence => ({
    vi: `Nhật ký ngắn đi: ${name} ngày ${shownDay(day)} đã ký ${signed} mục, nay còn ${kept} mục. Phần cuối đã bị xóa, hoặc đã phục hồi một bản sao lưu cũ hơn.`,
    en: `The log got shorter: ${name} of ${shownDay(day)} signed ${signed} entries, ${kept} are left. Its end was deleted, or an older backup was restored.`,
  }),
  root: (name: string, day: string, from: number, to: number): Sentence => ({
    vi: `Nhật ký không còn đúng như ${name} ngày ${shownDay(day)} đã ký: có mục ${span(from, to).vi} đã bị sửa, thay hoặc chèn.`,
    en: `The log is not what ${name} of ${shownDay(day)} signed: somewhere in entries ${span(from, to).en} something was changed, replaced or inserted.`,
  }),
  rowMissing: (name: string): Sentence => ({
    vi: `${name} có bản giữ ở ngoài nhưng không còn trong cơ sở dữ liệu.`,
    en: `${name} is kept outside but is no longer in the database.`,
  }),
  fileMissing: (name: string): Sentence => ({
    vi: `${name} có trong cơ sở dữ liệu nhưng bản giữ ở ngoài đã mất. Hãy chép lại thư mục checkpoints từ bản sao lưu.`,
    en: `${name} is in the database but its copy outside is gone. Put the folder checkpoints back from the backup.`,
  }),
  bothMissing: (name: string): Sentence => ({
    vi: `Không còn ${name} ở đâu cả, trong khi có điểm chốt sau nó.`,
    en: `${name} is nowhere any more, though there are later ones.`,
  }),
}

/** How checkpoints are called in the sentences above. */
export const checkpointNames = {
  kept: (number: number): string => `điểm chốt ${number} (checkpoint ${number})`,
  given: (file: string): string => `điểm chốt trong tệp ${file}`,
}

/** The tables whose rows the log announces, as people call them. */
export const rowNames = {
  letters: { vi: 'thư', en: 'letter' },
  letter_releases: { vi: 'việc cho thư qua', en: 'release of a letter' },
  targets: { vi: 'số thứ tự của ý kiến', en: 'running number' },
  sender_acts: { vi: 'việc người gửi làm', en: 'act of a sender' },
  replies: { vi: 'thư trả lời', en: 'reply' },
  summaries: { vi: 'bản tóm tắt', en: 'summary' },
  approvals: { vi: 'việc xin đồng ý', en: 'ask for agreement' },
  approval_answers: { vi: 'việc trả lời xin đồng ý', en: 'answer to an ask' },
  rereadings: { vi: 'lần đọc lại thư', en: 'reading of a letter in another charset' },
  trials: { vi: 'lần gửi thử', en: 'test of a channel' },
  trial_arrivals: { vi: 'lá thử đã tới', en: 'arrival of a test' },
  decisions: { vi: 'quyết định', en: 'decision' },
  erasures: { vi: 'việc xóa', en: 'erasure' },
  review_records: { vi: 'hồ sơ kiểm điểm', en: 'review record' },
  evidence: { vi: 'ý kiến trong hồ sơ', en: 'evidence' },
  evidence_withdrawals: { vi: 'việc rút ý kiến', en: 'withdrawal of evidence' },
  explanations: { vi: 'giải trình', en: 'explanation' },
  cycle_closings: { vi: 'việc khóa kỳ', en: 'closing of a cycle' },
  bundles: { vi: 'việc xin chốt tập tư liệu', en: 'ask for a bundle' },
  bundle_freezes: { vi: 'tập tư liệu đã chốt', en: 'frozen bundle' },
  key_rotations: { vi: 'lần thay khóa mở thư', en: 'rotation of the letter key' },
  custodian_keys: { vi: 'khóa của người giữ khóa', en: 'key of a custodian' },
  custodian_rosters: { vi: 'danh sách người giữ khóa', en: 'list of custodians' },
  identity_openings: { vi: 'lượt mở danh tính', en: 'opening of an identity' },
  memberships: { vi: 'vai trò được giao', en: 'membership' },
  api_tokens: { vi: 'mã truy cập', en: 'token' },
  handovers: { vi: 'việc bàn giao tập tư liệu', en: 'handover of a bundle' },
  consultations: { vi: 'việc hội nghị xem xét', en: 'consideration by a meeting' },
  returns: { vi: 'việc trả lại tập tư liệu', en: 'return of a bundle' },
  outcomes: { vi: 'kết quả xếp loại chép lại', en: 'outcome typed in' },
  sheets: { vi: 'bản soạn gợi ý hoặc nhận xét', en: 'drafted prompt or comment' },
  sheet_issues: { vi: 'văn bản gợi ý hoặc nhận xét đã ký', en: 'signed prompt or comment' },
  record_references: { vi: 'nguồn khác ghi vào hồ sơ', en: 'reference on a record' },
  reopenings: { vi: 'việc mở lại hồ sơ', en: 'reopening of a record' },
  remedy_asks: {
    vi: 'lần hỏi người gửi về việc khắc phục',
    en: 'question to a sender on a remedy',
  },
  working_groups: { vi: 'tổ công tác', en: 'working group' },
  rule_editions: { vi: 'lần ghi quy định', en: 'entry of rules' },
  phase_plans: { vi: 'lịch kiểm điểm', en: 'plan of phases' },
  cycle_frameworks: { vi: 'việc đổi khung tiêu chí', en: 'change of a framework' },
  topic_mappings: { vi: 'bảng chủ đề và tiêu chí', en: 'mapping of topics' },
  placements: { vi: 'việc xếp ý kiến vào tiêu chí', en: 'placing of an item' },
  raised_again: { vi: 'dấu nêu lại', en: 'mark “raised again”' },
  self_reviews: { vi: 'bản tự kiểm điểm', en: 'self-review' },
  remedies: { vi: 'việc khắc phục', en: 'remedy' },
  residence_rounds: { vi: 'lần xin nhận xét nơi cư trú', en: 'asking of a residence cell' },
  residence_meetings: { vi: 'cuộc họp của chi ủy nơi cư trú', en: 'meeting of a residence cell' },
  residence_gatherings: { vi: 'buổi họp mặt nơi cư trú', en: 'gathering of members living there' },
  residence_comments: { vi: 'phiếu nhận xét nơi cư trú', en: 'residence comment' },
  residence_confirmations: {
    vi: 'xác nhận phiếu nhận xét nơi cư trú',
    en: 'confirmation of a residence comment',
  },
  remedy_completions: { vi: 'việc khắc phục xong', en: 'completed remedy' },
  openings: { vi: 'lượt mở tập tư liệu', en: 'opening of a bundle' },
  reader_links: { vi: 'đường dẫn cho người dự họp', en: 'reader link' },
  reader_link_uses: { vi: 'việc dùng đường dẫn', en: 'use of a reader link' },
  reader_link_endings: { vi: 'việc thu hồi đường dẫn', en: 'end of a reader link' },
  batches: { vi: 'việc xin chốt cả kỳ', en: 'ask for a whole cycle' },
  slot_marks: { vi: 'ô hồ sơ đã đánh dấu', en: 'marked slot' },
  restorations: { vi: 'lần phục hồi', en: 'restoration' },
  copy_restorations: {
    vi: 'lần ghi lại bản giữ ở ngoài',
    en: 'writing again of the copies outside',
  },
  keepers: { vi: 'nơi giữ điểm chốt', en: 'keeper of checkpoints' },
  keeper_endings: { vi: 'việc thôi gửi điểm chốt', en: 'end of a keeper' },
  register: { vi: 'dòng sổ công văn', en: 'line of the register' },
  register_strikes: { vi: 'dòng sổ bị gạch', en: 'struck line of the register' },
  assisted_letters: { vi: 'thư được ghi hộ', en: 'letter written down for somebody' },
  imports: { vi: 'lần nhập dữ liệu', en: 'import' },
  safe_copies: { vi: 'bản sao an toàn của tệp', en: 'safe copy of a file' },
  releases: { vi: 'việc cho nguyên văn hoặc tệp ra', en: 'release of words or a file' },
  release_withdrawals: { vi: 'việc rút lại', en: 'release taken back' },
  slip_sheets: { vi: 'tờ phiếu một lần', en: 'sheet of slips' },
  holiday_tables: { vi: 'bảng ngày nghỉ', en: 'table of holidays' },
  relations: { vi: 'quan hệ được khai', en: 'declared relation' },
  relation_endings: { vi: 'việc thôi một quan hệ đã khai', en: 'end of a declared relation' },
  declarations: { vi: 'lần khai quan hệ', en: 'declaration of relations' },
  recusals: { vi: 'lần xin không xử lý', en: 'recusal' },
  mergers: { vi: 'việc sáp nhập khu vực', en: 'merger of areas' },
  tier_ceilings: { vi: 'mức trần diện quản lý', en: 'ceiling of management tiers' },
  person_links: {
    vi: 'việc nối hai tài khoản một người',
    en: 'link of two accounts of one person',
  },
  cell_links: { vi: 'đường dẫn một lần cho chi ủy', en: 'one-time link for a cell' },
  samples: { vi: 'lần lấy mẫu', en: 'sample' },
  sample_notes: { vi: 'ghi nhận của người kiểm tra', en: 'note of the auditor' },
  clusters: { vi: 'việc ghép, tách thư giống nhau', en: 'joining or splitting of like letters' },
  glass_breaks: { vi: 'lần mở khẩn cấp', en: 'break of the glass' },
  guidance_places: { vi: 'nơi nhận', en: 'right place' },
  suggestion_lists: { vi: 'bảng quy tắc gợi ý', en: 'list of suggestion rules' },
  transfers: { vi: 'việc chuyển đi', en: 'transfer' },
  transfer_undos: { vi: 'việc hủy lệnh chuyển', en: 'undone diversion' },
  transfer_endings: { vi: 'việc hủy bản thư đã chuyển', en: 'destruction after a transfer' },
  demands: { vi: 'yêu cầu bằng văn bản của cơ quan', en: 'written demand of an authority' },
  hearing_calendars: { vi: 'lịch gửi xin ý kiến', en: 'calendar of hearings' },
  hearing_batches: { vi: 'đợt gửi xin ý kiến', en: 'batch of hearings' },
  hearings: { vi: 'thư xin ý kiến soạn sẵn', en: 'drafted hearing' },
  hearing_issues: { vi: 'thư xin ý kiến đã ban hành', en: 'issued hearing' },
  hearing_receipts: { vi: 'việc ký nhận thư xin ý kiến', en: 'receipt of a hearing' },
  silences: { vi: 'việc ghi “chưa có ý kiến”', en: 'silence' },
  explanation_editions: { vi: 'bản in của giải trình', en: 'edition of an explanation' },
  explanation_objections: { vi: 'việc không đồng ý với bản in', en: 'objection to an edition' },
  second_looks: { vi: 'việc xem lại theo đề nghị', en: 'second look' },
  unfoldings: { vi: 'việc mở nội dung đã gấp', en: 'unfolding' },
  requests: { vi: 'đề nghị của người gửi', en: 'request of a sender' },
  request_liftings: { vi: 'việc thôi tạm dừng', en: 'end of a pause' },
  request_answers: { vi: 'trả lời đề nghị của người gửi', en: 'answer to a sender’s request' },
  terms: { vi: 'thời hạn', en: 'term' },
  retention_endings: { vi: 'việc hủy khi hết hạn giữ', en: 'destruction when its time was over' },
  incidents: { vi: 'sự cố dữ liệu cá nhân', en: 'incident' },
  incident_notices: { vi: 'thông báo sự cố', en: 'notice of an incident' },
  demand_collections: { vi: 'lượt lấy bản giao cơ quan', en: 'collection for an authority' },
} as const satisfies Record<string, Sentence>

export type RowName = keyof typeof rowNames

const since = (day: string | null): Sentence =>
  day === null
    ? { vi: '', en: '' }
    : { vi: `, ghi ngày ${shownDay(day)}`, en: `, written on ${shownDay(day)}` }

/** Where rows and log disagree. `day` is the day of the entry: the change came later. */
export const rowFaults = {
  row: (name: RowName, id: string, seq: number, day: string | null): Sentence => ({
    vi: `Trong bảng, ${rowNames[name].vi} ${id} không khớp mục số ${seq} của nhật ký${since(day).vi}: dòng này bị sửa hoặc thêm vào sau đó.`,
    en: `The ${rowNames[name].en} ${id} does not fit entry ${seq} of the log${since(day).en}: the row was changed or added after that.`,
  }),
  entry: (name: RowName, id: string, seq: number, day: string | null): Sentence => ({
    vi: `Mục số ${seq} của nhật ký${since(day).vi} báo có ${rowNames[name].vi} (${id}), nhưng trong bảng không có: dòng này bị xóa hoặc sửa sau đó.`,
    en: `Entry ${seq} of the log${since(day).en} announces a ${rowNames[name].en} (${id}) that is not there: the row was deleted or changed after that.`,
  }),
  shared: (name: RowName, id: string, seq: number): Sentence => ({
    vi: `Hai dòng ${rowNames[name].vi} cùng dựa vào mục số ${seq} của nhật ký (${id}): một dòng là thêm vào.`,
    en: `Two rows of ${rowNames[name].en} rest on the same entry ${seq} of the log (${id}): one was added.`,
  }),
  content: (name: RowName, id: string, seq: number): Sentence => ({
    vi: `Nội dung của ${rowNames[name].vi} ${id} (mục số ${seq}) không còn, mà nhật ký không ghi việc hủy.`,
    en: `The content of ${rowNames[name].en} ${id} (entry ${seq}) is gone, and the log says nothing of an erasure.`,
  }),
  words: (name: RowName, id: string, seq: number, day: string): Sentence => ({
    vi: `Lời của ${rowNames[name].vi} ${id} không còn là lời đã ghi vào nhật ký (mục số ${seq}${since(day).vi}): bị sửa sau đó.`,
    en: `The words of the ${rowNames[name].en} ${id} are not those the log committed to (entry ${seq}${since(day).en}): they were changed after that.`,
  }),
  returned: (id: string, seq: number): Sentence => ({
    vi: `Nội dung ${id} đã hủy (mục số ${seq}) nay lại có trong cơ sở dữ liệu.`,
    en: `The content ${id} was erased (entry ${seq}) and is in the database again.`,
  }),
  numbers: (subject: string, last: number, kept: number): Sentence => ({
    vi: `Số thứ tự ý kiến của ${subject} bị hụt: đã cấp đến số ${last}, trong bảng có ${kept} số.`,
    en: `The running numbers of ${subject} have a gap: ${last} were given, the table holds ${kept}.`,
  }),
  receipts: (year: number, last: number, kept: number): Sentence => ({
    vi: `Số phiếu năm ${year} bị hụt: đã cấp đến số ${last}, trong bảng có ${kept} phiếu.`,
    en: `The receipt numbers of ${year} have a gap: ${last} were given, the table holds ${kept}.`,
  }),
  guard: (table: string): Sentence => ({
    vi: `Bảng ${table} không còn được khóa chống sửa, xóa.`,
    en: `The table ${table} is no longer guarded against changes and deletions.`,
  }),
}

/** Sentences around the findings. */
export const custodyWords = {
  goodUntil: (day: string, size: number): Sentence => ({
    vi: `Đến ngày ${shownDay(day)} (${size} mục đầu) nhật ký còn đúng như đã ký; chỗ sai có sau ngày đó.`,
    en: `Up to ${shownDay(day)} (the first ${size} entries) the log is as it was signed; what is wrong came after that day.`,
  }),
  neverGood: {
    vi: 'Không có điểm chốt nào còn đúng với nhật ký, nên không biết sai từ ngày nào.',
    en: 'No checkpoint fits the log any more, so nobody can tell since when it is wrong.',
  },
  refused: (organisation: string, fault: Sentence, good: Sentence): Sentence => ({
    vi: `Không ký điểm chốt cho ${organisation}. ${fault.vi} ${good.vi} Không xóa, không sửa gì; chạy “npm run ydan -- custody verify” và báo người kiểm tra nhật ký.`,
    en: `No checkpoint was signed for ${organisation}. ${fault.en} ${good.en} Delete and change nothing; run “npm run ydan -- custody verify” and tell the auditor.`,
  }),
  logHolds: (entries: number): Sentence => ({
    vi: `${entries} mục, số liền nhau, nội dung và mã băm khớp`,
    en: `${entries} entries, numbered without a gap, content and hashes agree`,
  }),
  checkpointsHold: (count: number, day: string): Sentence => ({
    vi: `${count} điểm chốt, đúng chữ ký, đúng với nhật ký và bản giữ ở ngoài; mới nhất ngày ${shownDay(day)}`,
    en: `${count} checkpoints, rightly signed, fitting the log and the copies outside; the newest of ${shownDay(day)}`,
  }),
  noCheckpoint: {
    vi: 'chưa có điểm chốt nào; điểm chốt đầu tiên có vào ngày đầu máy chạy',
    en: 'no checkpoint yet; the first one is made on the first day',
  },
  givenHolds: (file: string, day: string, size: number): Sentence => ({
    vi: `điểm chốt trong tệp ${file} (ngày ${shownDay(day)}, ${size} mục) đúng với nhật ký`,
    en: `the checkpoint in ${file} (of ${shownDay(day)}, ${size} entries) fits the log`,
  }),
  rowsHold: {
    vi: 'mỗi dòng có mục của nó trong nhật ký, mỗi mục có dòng của nó, số thứ tự không hụt',
    en: 'every row has its entry, every entry its row, numbers without a gap',
  },
  unknownLog: (folder: string): Sentence => ({
    vi: `Có điểm chốt giữ ở ngoài (${folder}) của một nhật ký mà cơ sở dữ liệu không còn.`,
    en: `Checkpoints are kept outside (${folder}) of a log that the database no longer has.`,
  }),
  holds: { vi: 'Nhật ký lưu chuyển nguyên vẹn.', en: 'The custody log is whole.' },
  fails: {
    vi: 'Nhật ký lưu chuyển KHÔNG còn nguyên vẹn. Giữ nguyên hiện trạng, báo người kiểm tra nhật ký.',
    en: 'The custody log is NOT whole. Leave everything as it is and tell the auditor.',
  },
  unknownOrganisation: (code: string): Sentence => ({
    vi: `Không có nhật ký của đơn vị ${code}.`,
    en: `There is no log of an organisation ${code}.`,
  }),
  cannotRead: (path: string): Sentence => ({
    vi: `Không đọc được tệp ${path}.`,
    en: `The file ${path} cannot be read.`,
  }),
  usage: {
    vi: 'Cách dùng: npm run ydan -- custody verify [--organisation MÃ] [--checkpoint TỆP] · custody restore-copies --checkpoint TỆP --reason LÝ-DO',
    en: 'Usage: npm run ydan -- custody verify [--organisation CODE] [--checkpoint FILE] · custody restore-copies --checkpoint FILE --reason REASON',
  },
  help: {
    vi: 'Tính lại toàn bộ nhật ký lưu chuyển, so với các điểm chốt giữ trong và ngoài cơ sở dữ liệu, nói rõ sai gì, ở đâu, từ ngày nào. --checkpoint: so thêm với một điểm chốt đã in hoặc gửi đi (thư, chữ đọc từ mã QR cũng được). restore-copies: khi thư mục checkpoints bị mất, ghi lại từ cơ sở dữ liệu, chỉ khi có người mang tới một điểm chốt giữ ở nơi khác và mọi thứ khớp nhau; việc này được ghi vào nhật ký.',
    en: 'Recomputes the whole custody log, compares it with the checkpoints kept in the database and outside, and says what is wrong, where and since when. --checkpoint: compare with one that was printed or mailed, too (the mail itself or the text of the QR code will do). restore-copies: when the folder checkpoints is lost, write it again from the database, only against a checkpoint that somebody kept elsewhere and when everything agrees; the log says that it was done.',
  },
  noneYet: {
    vi: 'Nhật ký này chưa có điểm chốt nào.',
    en: 'This log has no checkpoint yet.',
  },
  notCovered: {
    vi: 'Mục này chưa nằm trong điểm chốt nào; xin chờ điểm chốt tới.',
    en: 'No checkpoint covers this entry yet; please wait for the next one.',
  },
} satisfies Record<string, Sentence | ((...args: never[]) => Sentence)>

/** `ydan custody restore-copies`. */
export const copiesWords = {
  nothingMissing: {
    vi: 'Không thiếu bản giữ ở ngoài nào; không có gì để ghi lại.',
    en: 'No copy outside is missing; there is nothing to write again.',
  },
  refused: (fault: Sentence): Sentence => ({
    vi: `Không ghi lại. ${fault.vi}`,
    en: `Nothing was written. ${fault.en}`,
  }),
  restored: (written: number, day: string, size: number): Sentence => ({
    vi: `Đã ghi lại ${written} điểm chốt ra ngoài, đối chiếu với điểm chốt ngày ${shownDay(day)} (${size} mục). Việc này đã vào nhật ký.`,
    en: `${written} checkpoints were written outside again, against the checkpoint of ${shownDay(day)} (${size} entries). The log says so.`,
  }),
  older: (day: string, newest: string): Sentence => ({
    vi: `CHÚ Ý: điểm chốt mang tới là của ngày ${shownDay(day)}. Từ đó đến ngày ${shownDay(newest)} chỉ có cơ sở dữ liệu làm chứng; xin tìm một điểm chốt mới hơn (thư đã gửi, tờ in) và chạy “custody verify --checkpoint”.`,
    en: `NOTE: the checkpoint that was brought is of ${shownDay(day)}. From then to ${shownDay(newest)} the database alone bears witness; look for a newer one (a mail, a printed sheet) and run “custody verify --checkpoint”.`,
  }),
}
