import type { Sentence } from '../lang.ts'

/** Another program listens where a door should. */
export function portTaken(port: number, variable: string): Sentence {
  return {
    vi: `Cổng ${port} đã có chương trình khác dùng. Hãy đặt ${variable} thành cổng khác.`,
    en: `Port ${port} is already in use. Set ${variable} to another port.`,
  }
}

/** The system does not let us listen there: a low port, or an address that is not this machine's. */
export function portRefused(host: string, port: number, variable: string): Sentence {
  return {
    vi: `Không mở được ${host}:${port}. Hãy xem lại ${variable}.`,
    en: `${host}:${port} cannot be opened. Check ${variable}.`,
  }
}

/** A door does not come up, or keeps dying. */
export function doorGivenUp(door: string): Sentence {
  return {
    vi: `Phần ${door} không chạy được nên đã dừng tất cả; lý do ở các dòng phía trên.`,
    en: `The ${door} does not run, so everything was stopped; the reason is in the lines above.`,
  }
}

/** A door on a machine of its own lacks what only the console's machine can give. */
export function variableMissing(variable: string): Sentence {
  return {
    vi: `Thiếu biến ${variable}: máy này không có khóa của nơi đặt phần console. Chạy ở máy đó: npm run ydan -- doctor`,
    en: `The variable ${variable} is missing: this machine does not hold the keys of the console's. Run there: npm run ydan -- doctor`,
  }
}

export const startWords = {
  passphraseUnreadable: {
    vi: 'Không đọc được tệp ghi trong KEYS_PASSPHRASE_FILE.',
    en: 'The file named by KEYS_PASSPHRASE_FILE cannot be read.',
  },
  databaseGivenUp: {
    vi: 'Cơ sở dữ liệu liên tục dừng nên đã dừng tất cả; xem DATA_DIR/database/postgres.log.',
    en: 'The database keeps stopping, so everything was stopped; see DATA_DIR/database/postgres.log.',
  },
  unexpected: {
    vi: 'Không khởi động được vì một lỗi bất ngờ.',
    en: 'The start failed on an unexpected error.',
  },
  firstAdministrator: {
    vi: 'Mở liên kết này để tạo người quản trị đầu tiên (dùng một lần, trong 24 giờ):',
    en: 'Open this link to create the first administrator (once, within 24 hours):',
  },
} satisfies Record<string, Sentence>
