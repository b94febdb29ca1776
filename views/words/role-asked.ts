import type { Sentence } from '../lang.ts'

/** What a change of role is, for the lead who agrees to it. */
export const roleAskedWords = {
  give: { vi: 'Thêm vai trò', en: 'Give a role' },
  end: { vi: 'Thôi vai trò', en: 'End a role' },
  invite: { vi: 'Mời người mới', en: 'Invite somebody' },
  reset: {
    vi: 'Cấp lại cách đăng nhập (ai cầm đường dẫn sẽ vào được như người này)',
    en: 'Set sign-in anew (whoever holds the link becomes this person)',
  },
  unlink: {
    vi: 'Hai tài khoản không còn tính là một người',
    en: 'Two accounts no longer count as one person',
  },
  person: { vi: 'Người', en: 'Person' },
  role: { vi: 'Vai trò', en: 'Role' },
} satisfies Record<string, Sentence>
