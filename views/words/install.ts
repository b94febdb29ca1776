import type { Sentence } from '../lang.ts'

/** `ydan service install`. */
export const installWords = {
  usage: {
    vi: 'Cách dùng: ydan service install [--print] [--replace]',
    en: 'Usage: ydan service install [--print] [--replace]',
  },
  printed: {
    vi: 'Chưa ghi gì. Chạy lại với quyền root để ghi, hoặc nhờ người quản trị máy ghi những tệp sau:',
    en: 'Nothing was written. Run this again as root, or have the machine’s administrator write these files:',
  },
  wrote: (path: string): Sentence => ({ vi: `Đã ghi ${path}`, en: `Wrote ${path}` }),
  there: (path: string): Sentence => ({ vi: `Đã có ${path}`, en: `${path} is there already` }),
  differs: (path: string): Sentence => ({
    vi: `${path} đã có và khác; không ghi đè, chưa ghi tệp nào. Muốn thay: thêm --replace.`,
    en: `${path} is there and differs; it was not overwritten, and nothing was written. To replace it add --replace.`,
  }),
  running: (dir: string): Sentence => ({
    vi: `Dữ liệu ở ${dir}. Nếu “npm start” đang chạy, hãy tắt trước. Rồi gõ:`,
    en: `The data lie in ${dir}. If “npm start” is running, stop it first. Then type:`,
  }),
  windows: {
    vi: 'Windows: mở PowerShell với quyền quản trị và dán các lệnh sau; Ý Dân sẽ chạy khi mở máy. Chúng tôi chưa thử trên Windows.',
    en: 'Windows: open PowerShell as administrator and paste these; Ý Dân then starts with the machine. We have not tried it on Windows.',
  },
  noSystemd: {
    vi: 'Máy này không dùng systemd: hãy cho hệ thống chạy lệnh sau khi mở máy.',
    en: 'This machine has no systemd: have it run this command when it starts.',
  },
  oddPath: (path: string): Sentence => ({
    vi: `Đường dẫn ${JSON.stringify(path)} có dấu nháy, gạch chéo ngược hoặc ký tự xuống dòng; xin đặt ở thư mục khác.`,
    en: `The path ${JSON.stringify(path)} has quotes, backslashes or line breaks; put it elsewhere.`,
  }),
} as const
