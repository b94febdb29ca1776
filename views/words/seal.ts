import type { Sentence } from '../lang.ts'

/** What is said about seals and keys. No sentence here may ever carry a secret. */
export const sealWords = {
  doesNotOpen: {
    vi: 'Một phong bì niêm không mở được: đã bị đổi, bị tráo, hoặc không phải khóa này.',
    en: 'A seal does not open: it was changed, swapped, or this is not its key.',
  },
  wrongUse: {
    vi: 'Niêm phong bị gọi sai cách: sai mã bản ghi, tên trường, số khóa hoặc độ dài.',
    en: 'A seal was used wrongly: bad record id, field name, key version or length.',
  },
  rosterUntrusted: {
    vi: 'Danh sách người giữ khóa không đúng chữ ký của hệ thống, nên không niêm gì cho ai trong đó. Xin báo người quản trị; đừng nhập lại danh tính lúc này.',
    en: 'The list of custodians does not bear the signature of this deployment, so nothing is sealed to anyone on it. Tell the administrator; do not enter an identity now.',
  },
  custodianPassphrase: {
    vi: 'Cụm mật khẩu không mở được khóa của ông/bà: gõ sai, hoặc khóa lưu đã hỏng. Quên cụm mật khẩu thì dùng tờ khôi phục.',
    en: 'The passphrase does not open your key: mistyped, or the stored key is damaged. If it is forgotten, use the recovery sheet.',
  },
  passphraseNeeded: {
    vi: 'Khóa đang đóng bằng cụm mật khẩu. Hãy đặt KEYS_PASSPHRASE_FILE rồi chạy lại.',
    en: 'The keys are locked under a passphrase. Set KEYS_PASSPHRASE_FILE and run this again.',
  },
  copyDamaged: {
    vi: 'Bản sao khóa mở ra được nhưng bên trong không đúng. Không ghi gì cả.',
    en: 'The copy of the keys opens but holds something else. Nothing was written.',
  },
  shortPassphrase: {
    vi: 'Cụm mật khẩu mở khóa phải có ít nhất 12 ký tự.',
    en: 'The passphrase for the keys must have at least 12 characters.',
  },
} as const satisfies Record<string, Sentence>

export function keysMissing(dir: string): Sentence {
  return {
    vi: `Chưa có khóa trong ${dir}. Hãy chạy "npm run ydan -- keys init" hoặc đặt lại KEYS_DIR.`,
    en: `There are no keys in ${dir}. Run "npm run ydan -- keys init" or correct KEYS_DIR.`,
  }
}

export function keysIncomplete(dir: string, file: string): Sentence {
  return {
    vi: `Thư mục khóa ${dir} thiếu ${file}. Hãy chép lại từ bản sao lưu; đừng tạo khóa mới đè lên.`,
    en: `The key directory ${dir} lacks ${file}. Put it back from the backup; do not make new keys over it.`,
  }
}

export function keysAlreadyThere(dir: string): Sentence {
  return {
    vi: `${dir} đã có sẵn tệp, không tạo khóa mới đè lên. Hãy chọn KEYS_DIR khác hoặc dọn trống thư mục.`,
    en: `${dir} already holds files; new keys are not made over them. Choose another KEYS_DIR or empty it.`,
  }
}

export function keysNotWritable(dir: string): Sentence {
  return {
    vi: `Không tạo được thư mục khóa ${dir}. Hãy đặt KEYS_DIR là một thư mục chưa có, nằm trong nơi dịch vụ được ghi.`,
    en: `The key directory ${dir} cannot be made. Let KEYS_DIR name a directory not there yet, in a place the service may write.`,
  }
}

export function keyOpenToOthers(path: string, directory: boolean): Sentence {
  const mode = directory ? '700' : '600'
  return {
    vi: `${path} đang để người khác trên máy đọc hoặc ghi được. Hãy chạy: chmod ${mode} "${path}"`,
    en: `${path} can be read or written by others on this machine. Run: chmod ${mode} "${path}"`,
  }
}

export function keyUnreadable(path: string): Sentence {
  return {
    vi: `Không đọc được ${path}. Hãy kiểm tra chủ sở hữu và quyền của tệp.`,
    en: `${path} cannot be read. Check the file's owner and mode.`,
  }
}

export function keyDamaged(path: string): Sentence {
  return {
    vi: `Tệp khóa ${path} bị hỏng. Hãy chép lại từ bản sao lưu.`,
    en: `The key file ${path} is damaged. Put it back from the backup.`,
  }
}

export function passphraseWrong(path: string): Sentence {
  return {
    vi: `Cụm mật khẩu không mở được ${path}: gõ sai, hoặc tệp đã hỏng.`,
    en: `The passphrase does not open ${path}: mistyped, or the file is damaged.`,
  }
}
