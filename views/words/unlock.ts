import type { Sentence } from '../lang.ts'

/** `/mo-khoa`: the keys' passphrase is typed. */
export const unlockWords = {
  title: { vi: 'Mở khóa', en: 'Unlock' },
  open: {
    vi: 'Khóa đang mở: đọc thư và gửi trả lời được.',
    en: 'The keys are open: letters can be read and answers go out.',
  },
  locked: {
    vi: 'Khóa đang đóng. Hộp thư vẫn nhận thư, nhưng chưa ai đọc được và trả lời chưa đi. Gõ cụm mật khẩu của bộ khóa để mở; cụm này không được lưu ở đâu.',
    en: 'The keys are locked. Letters are taken, but nobody can read them and no answer goes out. Type the passphrase of the keys; it is kept nowhere.',
  },
  passphrase: { vi: 'Cụm mật khẩu của bộ khóa', en: 'Passphrase of the keys' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  empty: { vi: 'Xin gõ cụm mật khẩu.', en: 'Please type the passphrase.' },
  wrong: {
    vi: 'Cụm mật khẩu không mở được khóa. Xin gõ lại.',
    en: 'The passphrase does not open the keys. Please type it again.',
  },
  wait: {
    vi: 'Đã gõ sai năm lần. Xin chờ mười lăm phút.',
    en: 'Five wrong tries. Please wait fifteen minutes.',
  },
  busy: {
    vi: 'Đang mở khóa do một người khác gõ. Xin chờ vài giây.',
    en: 'Somebody else is unlocking. Wait a few seconds.',
  },
} satisfies Record<string, Sentence>
