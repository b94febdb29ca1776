import { describe, expect, it } from 'vitest'
import { textOf } from '../../src/conversation/memory.ts'
import { areas, cheo, committee, huy, partner, song } from './partner.ts'

const untilText = ['chào', '2', '1', 'khu phố 3', 'bác Sóng trưởng khu phố'] as const
const oneLetter = [...untilText, 'Bác hay họp muộn.', 'xong', 'gửi'] as const
const picture = (id: string, message = id) => ({
  kind: 'image' as const,
  message,
  files: [{ id, name: 'anh.jpg', type: 'image/jpeg', size: 1000 }],
})

describe('a letter in a chat', () => {
  it('greets in two lines and asks by situation', () => {
    const answer = partner().says('Xin chào')
    const lines = answer.split('\n')
    expect(lines[0]).toContain('Chào ông/bà')
    expect(lines[1]).toContain('Không cần nói tên')
    expect(answer).toContain('1. Khen')
    expect(answer).toContain('8. ')
    expect(answer).toContain('113')
  })

  it('asks each question once and sends what was confirmed', () => {
    const chat = partner()
    expect(chat.says('chào')).toContain('Ông/bà muốn nói điều gì?')
    expect(chat.says('2')).toContain('dùng vào việc gì')
    expect(chat.says('1')).toContain('Việc này ở đâu')
    expect(chat.says('khu phố 3')).toContain('Nói về ai')
    expect(chat.says('bác Sóng trưởng khu phố')).toContain('Xin kể')
    expect(chat.says('Bác hay họp muộn.')).toContain('Đã ghi')
    expect(chat.says('Bà con phải chờ.')).toContain('Đã ghi')
    const read = chat.says('xong')
    expect(read).toContain('Trưởng khu phố 3 Trần Văn Sóng')
    expect(read).toContain('khu phố 3, phường Mây Lành')
    expect(read).toContain('Bác hay họp muộn.\nBà con phải chờ.')
    expect(chat.buttons.map(({ label }) => label)).toEqual(['Gửi', 'Quay lại', 'Hủy'])
    const told = chat.says('gửi')
    expect(told).toContain('4821-0937-5516-2204-7730')
    expect(told).toContain('03/12/2026')
    expect(chat.letters).toMatchObject([
      { kind: 'comment', use: 'record', area: 'ML-3', about: [{ official: song }] },
    ])
    expect(chat.draft).toBeNull()
  })

  it('works without accents and with typing mistakes', () => {
    const chat = partner()
    chat.chat(
      'xin chao',
      'khen',
      'dua vao tong hop',
      'kp3 may lanhh',
      'chu tich phuong',
      'Chi don dep dep',
    )
    chat.chat('xomg', 'xonng', 'gui')
    expect(chat.letters).toMatchObject([
      { kind: 'praise', use: 'record', area: 'ML-3', about: [{ official: cheo }] },
    ])
  })

  it('keeps the first words when they are the whole matter, and asks only what is missing', () => {
    const chat = partner()
    const first = 'Tôi muốn khen bác Sóng tổ trưởng, mưa bão bác đi từng nhà nhắc bà con chằng mái.'
    expect(chat.says(first)).toContain('dùng vào việc gì')
    chat.chat('1', 'khu pho 3', 'bac Song', 'xong', 'gửi')
    expect(chat.letters).toMatchObject([{ kind: 'praise', words: [{ text: first }] }])
  })

  it('takes the answers in any order: the words first, the rest after', () => {
    const chat = partner()
    chat.chat('chào', 'Nhà văn hóa mở cửa muộn, bà con đứng chờ ngoài nắng cả buổi sáng.')
    expect(chat.draft).toMatchObject({ asked: 'kind', words: [{}] })
    chat.chat('góp ý', 'chỉ để mặt trận biết', 'ML-3', 'bỏ qua', 'xong', 'gửi')
    expect(chat.letters).toMatchObject([{ use: 'front-only', about: [], area: 'ML-3' }])
  })

  it('knows the area from the code of a poster and does not ask for it', () => {
    const chat = partner()
    chat.chat({ kind: 'follow', area: 'ML-5' }, '1')
    expect(chat.says('2')).toContain('Nói về ai')
    expect(chat.draft?.area).toBe('ML-5')
  })

  it('takes a code that is typed in the middle', () => {
    const chat = partner()
    chat.chat('hi', '1', '2')
    expect(chat.says({ kind: 'text', text: '#ml-3', area: 'ML-3' })).toContain('Nói về ai')
  })

  it('asks which when two places have the same name', () => {
    const chat = partner()
    const asked = chat.chat('hi', '1', '1', 'khu phố 5')
    expect(asked).toContain('1. khu phố 5, phường Mây Lành')
    expect(asked).toContain('2. khu phố 5, xã Gió Nhẹ')
    chat.says('2')
    expect(chat.draft?.area).toBe('GN-5')
  })

  it('understands a place with its ward, and a spelt number', () => {
    for (const [typed, code] of [
      ['kp 5 gio nhe', 'GN-5'],
      ['khu phố năm phường mây lành', 'ML-5'],
      ['thon dong', 'GN-D'],
      ['nhà em ở phường Mây Lành', 'ML'],
      ['xa gio nhe', 'GN'],
    ] as const) {
      const chat = partner()
      chat.chat('hi', '1', '1', typed)
      expect(chat.draft?.area, typed).toBe(code)
    }
  })

  it('says so when there is no such place, and asks again', () => {
    const chat = partner()
    expect(chat.chat('hi', '1', '1', 'Hà Giang')).toContain('Chưa tìm thấy')
    expect(chat.draft?.asked).toBe('area')
  })

  it('does not use a map', () => {
    const chat = partner()
    expect(chat.chat('hi', '1', '1', { kind: 'location' })).toContain('nhắn tên nơi đó')
  })

  it('finds whom it is about by post first, by name, by half a name', () => {
    for (const [typed, about] of [
      ['trưởng khu phố', { official: song }],
      ['trần văn sóng', { official: song }],
      ['chu tich ubnd', { official: cheo }],
      ['chị Chèo', { official: cheo }],
      ['công an khu vuc', { official: huy }],
      ['ban cong tac mat tran', { collective: committee }],
    ] as const) {
      const chat = partner()
      chat.chat('hi', '1', '1', 'ML-3', typed)
      expect(chat.draft?.about, typed).toEqual([about])
    }
  })

  it('keeps the own words for somebody who is not in the list', () => {
    const chat = partner()
    chat.chat('hi', '1', '1', 'ML-3', 'chị Lành ở trạm y tế')
    expect(chat.draft?.about).toEqual([{ text: 'chị Lành ở trạm y tế' }])
  })

  it('does not take a man called Huy for a cancellation', () => {
    const chat = partner()
    chat.chat('hi', '1', '1', 'ML-3', 'Huy')
    expect(chat.draft?.about).toEqual([{ official: huy }])
    expect(chat.says('Hủy')).toContain('Đã hủy')
  })

  it('gathers pictures and voice with the words', () => {
    const chat = partner()
    chat.chat(...untilText, 'Ổ gà đầu ngõ.', picture('a'), { ...picture('b'), kind: 'audio' })
    expect(chat.says('xong')).toContain('2 tệp')
    chat.says('gửi')
    expect(chat.letters[0]?.files.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('keeps what stands under a picture', () => {
    const chat = partner()
    chat.chat(...untilText, { ...picture('a'), text: 'Đây là đầu ngõ nhà văn hóa.' })
    expect(chat.draft).toMatchObject({
      words: [{ text: 'Đây là đầu ngõ nhà văn hóa.' }],
      files: [{ id: 'a' }],
    })
  })

  it('takes «gửi» under a picture for words: the picture has not been read back', () => {
    const chat = partner()
    chat.chat(...untilText, 'Lời.', 'xong')
    expect(chat.says({ ...picture('a'), text: 'gửi' })).toContain('1 tệp')
    expect(chat.letters).toHaveLength(0)
  })

  it('says why a file was not taken, and goes on', () => {
    for (const trouble of ['gone', 'too-large', 'refused', 'empty', 'type', 'lies'] as const) {
      const chat = partner()
      const answer = chat.chat(...untilText, 'Lời đã viết.', {
        kind: 'image',
        files: [{ trouble }],
      })
      expect(answer).toContain('Chưa nhận được tệp')
      chat.chat('xong', 'gửi')
      expect(chat.letters).toHaveLength(1)
    }
  })

  it('takes at most five files', () => {
    const chat = partner()
    chat.chat(...untilText, ...['a', 'b', 'c', 'd', 'e'].map((id) => picture(id)))
    expect(chat.says(picture('f'))).toContain('Nhiều nhất 5 tệp')
    expect(chat.draft?.files).toHaveLength(5)
  })

  it('adds what is written after the reading back, and reads it back again', () => {
    const chat = partner()
    const read = chat.chat(...untilText, 'Một.', 'xong', 'À còn nữa, hai.')
    expect(read).toContain('Một.\nÀ còn nữa, hai.')
    chat.says('đồng ý gửi ạ')
    expect(textOf(chat.letters[0]?.words ?? [])).toBe('Một.\nÀ còn nữa, hai.')
  })
})

describe('interruptions', () => {
  it('is cancelled at any question: nothing is kept', () => {
    const turns = [...untilText, 'Lời.', 'xong']
    for (let length = 1; length <= turns.length; length += 1) {
      const chat = partner()
      chat.chat(...turns.slice(0, length))
      expect(chat.says('hủy')).toContain('không giữ chữ nào')
      expect(chat.draft).toBeNull()
      expect(JSON.stringify(chat.memory)).not.toContain('Lời.')
    }
  })

  it('goes back one question at a time and keeps the words', () => {
    const chat = partner()
    chat.chat(...untilText, 'Lời.', 'xong')
    const asked = ['text', 'about', 'area', 'use', 'kind']
    for (const question of asked) {
      chat.says('quay lại')
      expect(chat.draft?.asked).toBe(question)
    }
    expect(chat.says('quay lại')).toContain('câu đầu')
    chat.chat('khen', '1', 'ML-3', 'bỏ qua', 'xong', 'gửi')
    expect(chat.letters).toMatchObject([{ kind: 'praise', about: [], words: [{ text: 'Lời.' }] }])
  })

  it('does not let the use or the area be skipped', () => {
    const chat = partner()
    expect(chat.chat('hi', '1', 'bỏ qua')).toContain('không bỏ qua được')
    expect(chat.chat('1', 'bo qua')).toContain('không bỏ qua được')
    expect(chat.draft?.asked).toBe('area')
  })

  it('is resumed days later where it stood', () => {
    const before = partner()
    before.chat('hi', '1', '1')
    const after = partner({}, JSON.parse(JSON.stringify(before.memory)))
    expect(after.says('chào')).toContain('Việc này ở đâu')
    after.chat('kp3', 'bỏ qua', 'Tốt lắm.', 'xong', 'gửi')
    expect(after.letters).toHaveLength(1)
  })

  it('does not send what lacks an answer, nor an empty letter', () => {
    const chat = partner()
    expect(chat.chat(...untilText, 'xong')).toContain('Chưa có lời nào')
    expect(chat.says('gửi')).toContain('Đã ghi')
    const other = partner()
    other.chat('chào', 'Tôi xin góp ý việc họp khu phố hay kéo dài quá trưa.')
    expect(other.says('gửi')).toContain('còn thiếu')
    expect(other.letters).toHaveLength(0)
  })

  it('takes «đúng rồi» at the reading back for no consent', () => {
    const chat = partner()
    chat.chat(...untilText, 'Lời.', 'xong', 'đúng rồi')
    expect(chat.letters).toHaveLength(0)
    expect(chat.draft?.asked).toBe('confirm')
  })

  it('answers a sticker politely and asks again', () => {
    const chat = partner()
    expect(chat.chat('hi', '1', { kind: 'sticker' })).toContain('Hình dán')
    expect(chat.draft?.asked).toBe('use')
  })

  it('forgets a message that is taken back before it was sent', () => {
    const chat = partner()
    chat.chat(...untilText, 'Giữ.', { kind: 'text', text: 'Lỡ lời.', message: 'm1' }, 'xong')
    expect(chat.says({ kind: 'unsend', about: 'm1' })).toContain('Đã bỏ tin')
    expect(JSON.stringify(chat.memory)).not.toContain('Lỡ lời')
    chat.says('gửi')
    expect(textOf(chat.letters[0]?.words ?? [])).toBe('Giữ.')
  })

  it('forgets a message whose taking back came first', () => {
    const chat = partner()
    chat.chat(...untilText, { kind: 'unsend', about: 'm2' })
    chat.says({ kind: 'text', text: 'Lỡ lời.', message: 'm2' })
    expect(JSON.stringify(chat.memory)).not.toContain('Lỡ lời')
  })

  it('follows an edit while nothing is sent', () => {
    const chat = partner()
    chat.chat(...untilText, { kind: 'text', text: 'Bác họp muộn.', message: 'm1' }, 'xong')
    const read = chat.says({ kind: 'edit', text: 'Bác họp sớm.', about: 'm1' })
    expect(read).toContain('Bác họp sớm.')
    expect(read).not.toContain('Bác họp muộn.')
  })

  it('says nothing to who leaves, and forgets the draft', () => {
    const chat = partner()
    expect(chat.chat(...untilText, 'Lời.', { kind: 'unfollow' })).toBe('')
    expect(chat.draft).toBeNull()
  })

  it('speaks English when asked', () => {
    const chat = partner()
    expect(chat.says('english')).toContain('What do you want to say?')
    expect(chat.chat('1', '2', 'ML-3', 'skip', 'A good man.', 'done')).toContain('Please check:')
    chat.says('send')
    expect(chat.letters).toMatchObject([{ kind: 'praise', use: 'front-only' }])
  })

  it('warns where words leave the country', () => {
    expect(partner({ foreign: true }).says('hi')).toContain('máy chủ ở nước ngoài')
    expect(partner().says('hi')).not.toContain('máy chủ ở nước ngoài')
  })
})

describe('what does not belong here', () => {
  it('sends a concern to the web form, and says why', () => {
    const chat = partner()
    expect(chat.chat('hi', '3')).toContain('mọi quản trị viên của tài khoản đều thấy ai nhắn')
    expect(chat.buttons).toEqual([{ label: 'Mở trang mạng', url: 'https://gopy.test/' }])
    expect(chat.draft).toBeNull()
  })

  it('leads to the form of the area when it is known', () => {
    const chat = partner()
    chat.chat({ kind: 'follow', area: 'ML-3' }, 'phản ánh')
    expect(chat.buttons[0]?.url).toBe('https://gopy.test/k/ML-3/gui?kind=report')
  })

  it('gives guidance for what others decide and keeps nothing', () => {
    for (const [number, words] of [
      ['4', 'bí mật nhà nước'],
      ['5', 'không nhận đơn tố cáo'],
      ['6', 'Đơn khiếu nại gửi đến cơ quan'],
      ['7', 'Báo Công an'],
      ['8', '1022'],
    ] as const) {
      const chat = partner()
      expect(chat.chat('hi', number)).toContain(words)
      expect(chat.draft).toBeNull()
    }
  })

  it('shreds a draft at once when its words turn out to accuse', () => {
    for (const [accusing, told] of [
      ['Ông ấy đòi tiền bà con khi làm giấy tờ', 'bí mật nhà nước'],
      ['toi muon to cao ong chu tich', 'không nhận đơn tố cáo'],
      ['hôm qua nó đánh người rồi đe dọa', 'mọi quản trị viên'],
      ['ong ay nhan hoi lo', 'bí mật nhà nước'],
    ] as const) {
      const chat = partner()
      expect(chat.chat(...untilText, 'Lời trước đó.', accusing), accusing).toContain(told)
      expect(JSON.stringify(chat.memory)).not.toContain('Lời trước đó')
    }
  })

  it('does not take praise for an accusation', () => {
    for (const praise of [
      'Bác không bao giờ nhận tiền của ai, cái gì cũng giúp.',
      'Anh ấy to cao, khỏe mạnh, hay giúp người già.',
      'anh ay to cao, hay giup nguoi gia',
      'Chị từ chối phong bì của bà con.',
    ]) {
      const chat = partner()
      chat.chat('hi', '1', '1', 'ML-3', 'bỏ qua', praise)
      expect(chat.draft?.words, praise).toMatchObject([{ text: praise }])
    }
  })
})

describe('after a letter', () => {
  it('asks «việc cũ hay việc mới» and adds to the old one', () => {
    const chat = partner()
    chat.chat(...oneLetter)
    const asked = chat.says('Tôi nhớ thêm: hôm đó là thứ bảy.')
    expect(asked).toContain('Việc cũ hay việc mới?')
    expect(chat.says('việc cũ')).toContain('Đã gửi thêm vào phiếu số 0001/2026')
    expect(chat.effects.at(-1)).toMatchObject({
      kind: 'write',
      thread: 'thread-1',
      words: [{ text: 'Tôi nhớ thêm: hôm đó là thứ bảy.' }],
    })
  })

  it('gathers more words while the question is open', () => {
    const chat = partner()
    chat.chat(...oneLetter, 'Tôi nhớ thêm một điều này.', 'Và một điều nữa.', '1')
    expect(chat.effects.at(-1)).toMatchObject({
      words: [{ text: 'Tôi nhớ thêm một điều này.' }, { text: 'Và một điều nữa.' }],
    })
  })

  it('begins a new matter with what was already said', () => {
    const chat = partner()
    chat.chat(...oneLetter, 'Khen chị Chèo tiếp dân vui vẻ.')
    expect(chat.says('mới')).toContain('muốn nói điều gì')
    chat.chat('1', '1', 'ML-3', 'chị Chèo', 'xong', 'gửi')
    expect(chat.letters).toHaveLength(2)
    expect(chat.letters[1]).toMatchObject({ words: [{ text: 'Khen chị Chèo tiếp dân vui vẻ.' }] })
  })

  it('takes an answer to the Front for an answer', () => {
    const chat = partner()
    chat.chat(...oneLetter)
    const thread = chat.threads.get('thread-1')
    if (thread) chat.threads.set('thread-1', { ...thread, state: 'needs_info' })
    expect(chat.says('tháng 9, buổi tối')).toContain('Đã gửi thêm')
  })

  it('also when the bot has just been greeted', () => {
    const chat = partner()
    chat.chat(...oneLetter, 'chào')
    const thread = chat.threads.get('thread-1')
    if (thread) chat.threads.set('thread-1', { ...thread, state: 'needs_info' })
    expect(chat.says('tháng 9')).toContain('Đã gửi thêm')
  })

  it('withdraws only at the second word', () => {
    const chat = partner()
    chat.chat(...oneLetter)
    expect(chat.says('rút lại')).toContain('Nhắn “rút lại” lần nữa')
    expect(chat.says('thôi')).toContain('Vẫn giữ nguyên')
    expect(chat.effects).toHaveLength(1)
    chat.says('rut lai')
    expect(chat.says('rút lại')).toContain('Đã rút lại phiếu số 0001/2026')
    expect(chat.effects.at(-1)).toEqual({ kind: 'act', thread: 'thread-1', act: 'withdraw' })
  })

  it('says «lộ tôi», «sai ý», «đúng rồi» about the rewritten text', () => {
    for (const [typed, act] of [
      ['lộ tôi', 'exposes-me'],
      ['sai ý', 'wrong-meaning'],
      ['Sửa giúp tôi', 'wrong-meaning'],
      ['đúng rồi', 'satisfied'],
    ] as const) {
      const chat = partner()
      chat.chat(...oneLetter)
      const may = ['exposes-me', 'wrong-meaning', 'satisfied'] as const
      chat.threads.set('thread-1', {
        thread: 'thread-1',
        number: '0001/2026',
        state: 'accepted',
        may,
      })
      chat.says(typed)
      expect(chat.effects.at(-1)).toMatchObject({ kind: 'act', act })
    }
  })

  it('says that an act means nothing when it does not', () => {
    const chat = partner()
    expect(chat.says('rút lại')).toContain('chưa gửi phiếu nào')
    const other = partner()
    other.chat(...oneLetter)
    expect(other.says('sai ý')).toContain('Lúc này không làm được')
  })

  it('tells how it stands', () => {
    const chat = partner()
    chat.chat(...oneLetter)
    expect(chat.says('xem trả lời')).toContain('Phiếu số 0001/2026')
  })

  it('keeps what was written to a letter that is gone', () => {
    const chat = partner()
    chat.chat(...oneLetter)
    chat.gone.add('thread-1')
    chat.says('Tôi nhớ thêm một điều nữa về việc này.')
    expect(chat.says('việc cũ')).toContain('không còn nữa')
    expect(chat.draft?.words).toMatchObject([{ text: 'Tôi nhớ thêm một điều nữa về việc này.' }])
  })

  it('says that taking back a message does not withdraw a letter', () => {
    const chat = partner()
    chat.chat(...oneLetter)
    expect(chat.says({ kind: 'unsend', about: 'm0' })).toContain('nhắn “rút lại”')
  })
})

it('lists the places when they are few', () => {
  const asked = partner({ areas: areas.slice(0, 2) }).chat('hi', '1', '1')
  expect(asked).toContain('2. khu phố 3, phường Mây Lành')
})
