import type { Sentence } from '../lang.ts'

/** Said when an environment variable has a value we cannot use. */
export function wrongVariable(name: string, wanted: Sentence): Sentence {
  return {
    vi: `Biến ${name} chưa đúng: cần ${wanted.vi}.`,
    en: `The variable ${name} is wrong: it must be ${wanted.en}.`,
  }
}

export const wanted = {
  port: { vi: 'một cổng từ 0 đến 65535', en: 'a port from 0 to 65535' },
  url: { vi: 'một địa chỉ http(s)://…', en: 'an http(s):// address' },
  database: { vi: 'một địa chỉ postgres://…', en: 'a postgres:// address' },
  hops: { vi: 'một số từ 0 đến 10', en: 'a number from 0 to 10' },
  doors: {
    vi: 'danh sách gồm letterbox, desk, console, cách nhau bằng dấu phẩy',
    en: 'a comma-separated list of letterbox, desk, console',
  },
  level: {
    vi: 'một trong: debug, info, warn, error, silent',
    en: 'one of debug, info, warn, error, silent',
  },
  base64: { vi: 'chuỗi base64 của 32 byte', en: '32 bytes in base64' },
  base64List: {
    vi: 'các khóa 32 byte viết bằng base64, cách nhau bằng dấu phẩy',
    en: '32-byte keys in base64, separated by commas',
  },
  version: { vi: 'số phiên bản khóa, từ 1', en: 'a key version, from 1' },
  demo: { vi: '0 hoặc 1', en: '0 or 1' },
  smtp: { vi: 'một địa chỉ smtp(s)://…', en: 'an smtp(s):// address' },
  imap: { vi: 'một địa chỉ imap(s)://…', en: 'an imap(s):// address' },
  mailbox: { vi: 'một địa chỉ thư như gopy@phuong.example', en: 'a mail address' },
  serverName: {
    vi: 'tên máy chủ thư như mx.phuong.example',
    en: 'the name of a mail server, such as mx.phuong.example',
  },
  names: { vi: 'tên người, cách nhau bằng dấu phẩy', en: 'names separated by commas' },
  secret: {
    vi: 'một chuỗi chữ và số không có dấu cách',
    en: 'a text of printable characters without spaces',
  },
  headers: { vi: 'tên=giá-trị, cách nhau bằng dấu phẩy', en: 'name=value, separated by commas' },
  text: { vi: 'một chuỗi không rỗng', en: 'a non-empty text' },
} satisfies Record<string, Sentence>
