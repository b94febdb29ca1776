-- Rules as dated rows with versions: instruments, frameworks of criteria and what belongs to them;
-- plans of phases. Nothing is rewritten: whoever corrects a row enters it again in an edition, and the
-- newest row of the nearest organisation upwards counts (as with the tables of holidays).

create table rule_editions (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  source text not null check (source <> ''), -- what it follows, or why it is corrected
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on rule_editions (organisation_id);

alter table rules
  add column organisation_id uuid references organisations, -- null: came with the program
  add column edition_id uuid references rule_editions deferrable initially deferred,
  add column framework text, -- the framework it brought; such a rule goes with its cycles only
  add column subject text not null default '',
  add column note text not null default '',
  add column printed boolean not null default false, -- whether a bundle names it
  drop constraint rules_number_issued_on_issuer_key;
create unique index rules_once on rules (organisation_id, number, issued_on, issuer, edition_id) nulls not distinct;

alter table criteria
  add column edition_id uuid references rule_editions deferrable initially deferred,
  add column annex text,
  add column source text not null default '',
  drop constraint criteria_organisation_id_framework_code_key;
create unique index criteria_once on criteria (organisation_id, framework, code, edition_id) nulls not distinct;

-- What a framework or an instrument says besides its criteria.
create table provisions (
  id uuid primary key default uuid_v7(),
  organisation_id uuid references organisations,
  edition_id uuid references rule_editions deferrable initially deferred,
  kind text not null check (kind in ('framework', 'annex', 'level', 'grade', 'exemption', 'reason', 'deadline', 'form')),
  framework text, -- null: goes with every cycle in its time
  code text not null check (code <> ''),
  name text not null check (name <> ''),
  detail text not null default '',
  amount int check (amount between 0 and 10000),
  basis text check (basis in ('legal', 'internal')), -- of a deadline: whose it is
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  tag text not null check (tag in ('V', 'V2', 'M', 'D')),
  source text not null,
  check ((kind = 'deadline') = (basis is not null))
);
create unique index provisions_once on provisions (organisation_id, kind, framework, code, edition_id) nulls not distinct;

-- What an edition holds, as its entry in the log commits to it.
create function edition_text(p_edition uuid) returns text language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce(string_agg(line, E'\n' order by line collate "C"), '') from (
    select concat_ws(' | ', 'rule', id, number, issued_on, issuer, title, framework, valid_from, valid_to, tag, source, subject, note, printed)
      from rules where edition_id = p_edition
    union all select concat_ws(' | ', 'criterion', id, framework, annex, code, name, ethics, valid_from, valid_to, tag, source)
      from criteria where edition_id = p_edition
    union all select concat_ws(' | ', kind, id, framework, code, name, detail, amount, basis, valid_from, valid_to, tag, source)
      from provisions where edition_id = p_edition) as lines(line)
$$;
grant execute on function edition_text to ydan_staff, ydan_desk_staff, ydan_jobs;

-- When the parts of a review happen, as the province or the ward set it for one period.
create table phase_plans (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  kind text not null check (kind in ('term', 'year', 'quarter', 'month', 'adhoc')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  source text not null check (source <> ''), -- number, date and issuer of the plan
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  entry_seq bigint not null
);
create index on phase_plans (organisation_id, kind, starts_on, ends_on);
create table phases (
  plan_id uuid not null references phase_plans deferrable initially deferred,
  organisation_id uuid not null references organisations,
  phase text not null check (phase in ('state-front', 'residence', 'prompt', 'freeze', 'collective', 'individual',
    'front-comment', 'recognition')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  primary key (plan_id, phase)
);

do $$
declare t text;
begin
  foreach t in array array['rule_editions', 'phase_plans', 'phases'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy line on %I for select to ydan_staff, ydan_desk_staff
      using (organisation_id in (select id from organisation_line()))', t);
  end loop;
  foreach t in array array['rules', 'provisions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy line on %I for select to ydan_staff, ydan_desk_staff
      using (organisation_id is null or organisation_id in (select id from organisation_line()))', t);
  end loop;
  foreach t in array array['rule_editions', 'phase_plans', 'phases', 'rules', 'provisions'] loop
    execute format('create policy own on %I for insert to ydan_staff
      with check (organisation_id = current_organisation())', t);
    execute format('create policy jobs on %I for select to ydan_jobs using (true)', t);
    execute format('grant select on %I to ydan_staff, ydan_desk_staff, ydan_jobs', t);
    execute format('grant insert on %I to ydan_staff', t);
  end loop;
end $$;
drop policy readable on criteria;
create policy line on criteria for select to ydan_staff, ydan_desk_staff
  using (organisation_id is null or organisation_id in (select id from organisation_line()));
create policy jobs on criteria for select to ydan_jobs using (true);
grant execute on function organisation_line to ydan_jobs;

update rules set printed = true;

-- domain.md §1, with its tags. Where only a year is known the first day of validity is that of issue.
update rules set framework = '366/2025', subject = 'Kiểm điểm, đánh giá, xếp loại',
  title = 'Kiểm điểm và đánh giá, xếp loại chất lượng (nhiệm kỳ, năm, quý, đột xuất)' where number = '366-QĐ/TW';
update rules set framework = '366/2025', subject = 'Mẫu biểu', note = 'Mẫu 01, 2A, 2B, 2C' where number = '43-HD/BTCTW';
update rules set framework = '124/2023', subject = 'Kiểm điểm, đánh giá, xếp loại', note = 'Đã thay bằng 366-QĐ/TW (30/08/2025)'
  where number = '124-QĐ/TW' and issued_on = '2023-10-04';
update rules set subject = 'Căn cứ lấy ý kiến', note = 'Chưa thấy văn bản thay thế; toàn văn chưa đọc được. Khác với 124-QĐ/TW (04/10/2023) của Bộ Chính trị'
  where number = '124-QĐ/TW' and issued_on = '2018-02-02';
update rules set subject = 'Nhận xét nơi cư trú', note = 'Thay 76-QĐ/TW (15/06/2000); chưa thấy văn bản thay thế' where number = '213-QĐ/TW';
update rules set subject = 'Góp ý xây dựng Đảng, chính quyền', note = 'Chưa thấy văn bản thay thế' where number = '218-QĐ/TW';

insert into rules (number, issued_on, issuer, title, valid_from, valid_to, tag, source, framework, subject, note) values
  ('132-QĐ/TW', '2018-03-08', 'Bộ Chính trị', 'Kiểm điểm và đánh giá, xếp loại chất lượng hằng năm đối với tập thể, cá nhân trong hệ thống chính trị', '2018-03-08', '2023-10-03', 'M', 'seed 000 (chỉ số và năm); ngày ban hành cần đối chiếu', '132/2018', 'Kiểm điểm, đánh giá, xếp loại', 'Đã thay bằng 124-QĐ/TW (04/10/2023)'),
  ('25-HD/BTCTW', '2023-11-10', 'Ban Tổ chức Trung ương', 'Hướng dẫn thực hiện Quy định 124-QĐ/TW (04/10/2023)', '2023-11-10', '2025-10-30', 'V', 'seed 002, S4', '124/2023', 'Mẫu biểu', 'Đã thay bằng 43-HD/BTCTW (31/10/2025)'),
  ('10072-CV/BTCTW', '2025-11-06', 'Ban Tổ chức Trung ương', 'Hướng dẫn kiểm điểm năm 2025', '2025-11-06', '2025-12-31', 'V', 'S5', '366/2025', 'Lịch kiểm điểm', 'Chỉ cho kỳ 2025'),
  ('198-KL/TW', '2025-10-08', 'Bộ Chính trị', 'Đánh giá lãnh đạo hằng quý, hằng năm, đột xuất', '2025-10-08', null, 'V', 'S8', null, 'Kỳ quý', ''),
  ('02-HD/BTCTW', '2026-05-22', 'Ban Tổ chức Trung ương', 'Đánh giá hằng quý; sáu trục kết quả trọng tâm', '2026-05-22', null, 'V2', 'hướng dẫn nghiệp vụ của dự án, §1', null, 'Kỳ quý', ''),
  ('377-QĐ/TW', '2025-10-08', 'Bộ Chính trị', 'Phân cấp quản lý cán bộ', '2025-10-08', null, 'V', 'S8', null, 'Diện quản lý', ''),
  ('217-QĐ/TW', '2013-12-12', 'Bộ Chính trị', 'Giám sát và phản biện xã hội của Mặt trận Tổ quốc và các đoàn thể', '2013-12-12', null, 'V', 'S26', null, 'Giám sát', 'Chưa thấy văn bản thay thế'),
  ('33-HD/BTCTW', '2020-10-30', 'Ban Tổ chức Trung ương', 'Hướng dẫn thực hiện Quy định 213-QĐ/TW', '2020-10-30', null, 'V', 'S9', null, 'Nhận xét nơi cư trú', ''),
  ('4192-QĐ/BTCTW', '2025-12-12', 'Ban Tổ chức Trung ương', 'Công bố 03 thủ tục hành chính của Đảng trên Cổng Dịch vụ công quốc gia', '2025-12-12', null, 'V', 'S11', null, 'Nhận xét nơi cư trú', ''),
  ('05/2021/TT-TTCP', '2021-10-01', 'Thanh tra Chính phủ', 'Quy trình xử lý đơn', '2021-11-15', null, 'V', 'S23', null, 'Phân loại đơn', 'Chưa thấy văn bản thay thế'),
  ('231-QĐ/TW', '2025-01-17', 'Bộ Chính trị', 'Bảo vệ người đấu tranh chống tham nhũng, lãng phí, tiêu cực và người thân', '2025-01-17', null, 'V', 'S30', null, 'Bảo vệ người góp ý', ''),
  ('91/2025/QH15', '2025-06-26', 'Quốc hội', 'Luật Bảo vệ dữ liệu cá nhân', '2026-01-01', null, 'V', 'S29', null, 'Dữ liệu cá nhân', ''),
  ('117/2025/QH15', '2025-12-10', 'Quốc hội', 'Luật Bảo vệ bí mật nhà nước', '2026-03-01', null, 'V', 'S18', null, 'Bí mật nhà nước', '');

insert into provisions (kind, framework, code, name, detail, valid_from, valid_to, tag, source) values
  ('framework', null, '132/2018', 'Khung tiêu chí theo Quy định 132-QĐ/TW (2018)', 'Văn bản chưa đọc được; các dòng dưới đây cần đối chiếu.', '2018-03-08', '2023-10-03', 'M', 'seed 000'),
  ('framework', null, '124/2023', 'Khung tiêu chí theo Quy định 124-QĐ/TW (04/10/2023)', 'Mỗi tiêu chí bốn mức: Xuất sắc, Tốt, Trung bình, Kém.', '2023-10-04', '2025-08-29', 'V', 'seed 000, S6'),
  ('framework', null, '366/2025', 'Khung tiêu chí theo Quy định 366-QĐ/TW (30/08/2025)', '100 điểm: nhóm tiêu chí chung 30, nhóm kết quả thực hiện nhiệm vụ 70. Phần mềm không chấm điểm.', '2025-08-30', null, 'V', 'S1'),
  ('annex', '366/2025', '1', 'Phụ lục 1: tập thể', '', '2025-08-30', null, 'V', 'S1 S2'),
  ('annex', '366/2025', '2', 'Phụ lục 2: cán bộ lãnh đạo, quản lý thuộc diện Trung ương quản lý', '', '2025-08-30', null, 'V', 'S1 S2'),
  ('annex', '366/2025', '3', 'Phụ lục 3: lãnh đạo, quản lý các cấp', '', '2025-08-30', null, 'V', 'S1 S2'),
  ('annex', '366/2025', '4', 'Phụ lục 4: cá nhân không giữ chức vụ', '', '2025-08-30', null, 'V', 'S1 S2'),
  ('annex', '366/2025', '5', 'Phụ lục 5: đảng viên không làm việc trong hệ thống chính trị', '', '2025-08-30', null, 'V', 'S1 S2'),
  ('level', '366/2025', '1', 'Hoàn thành xuất sắc nhiệm vụ', 'Từ 90 điểm; 100 % nhiệm vụ đúng tiến độ, chất lượng, ít nhất 30 % vượt mức; tập thể: không có đơn vị cấp dưới hay thành viên bị kỷ luật.', '2025-08-30', null, 'V', 'S1 S3 S5, Đ.11'),
  ('level', '366/2025', '2', 'Hoàn thành tốt nhiệm vụ', 'Từ 70 đến dưới 90 điểm; 100 % nhiệm vụ đúng tiến độ, chất lượng.', '2025-08-30', null, 'V', 'S1 S3 S5, Đ.11'),
  ('level', '366/2025', '3', 'Hoàn thành nhiệm vụ', 'Từ 50 đến dưới 70 điểm; không quá 20 % nhiệm vụ chậm.', '2025-08-30', null, 'V', 'S1 S3 S5, Đ.11'),
  ('level', '366/2025', '4', 'Không hoàn thành nhiệm vụ', 'Dưới 50 điểm, hoặc một trong các trường hợp nêu ở Điều 11.', '2025-08-30', null, 'V', 'S1 S3 S5, Đ.11'),
  ('level', '124/2023', '1', 'Hoàn thành xuất sắc nhiệm vụ', 'Điều kiện chưa đọc được.', '2023-10-04', '2025-08-29', 'M', 'cần đối chiếu văn bản'),
  ('level', '124/2023', '2', 'Hoàn thành tốt nhiệm vụ', 'Điều kiện chưa đọc được.', '2023-10-04', '2025-08-29', 'M', 'cần đối chiếu văn bản'),
  ('level', '124/2023', '3', 'Hoàn thành nhiệm vụ', 'Điều kiện chưa đọc được.', '2023-10-04', '2025-08-29', 'M', 'cần đối chiếu văn bản'),
  ('level', '124/2023', '4', 'Không hoàn thành nhiệm vụ', 'Điều kiện chưa đọc được.', '2023-10-04', '2025-08-29', 'M', 'cần đối chiếu văn bản'),
  ('grade', '124/2023', '1', 'Xuất sắc', '', '2023-10-04', '2025-08-29', 'V', 'seed 000, S6'),
  ('grade', '124/2023', '2', 'Tốt', '', '2023-10-04', '2025-08-29', 'V', 'seed 000, S6'),
  ('grade', '124/2023', '3', 'Trung bình', '', '2023-10-04', '2025-08-29', 'V', 'seed 000, S6'),
  ('grade', '124/2023', '4', 'Kém', '', '2023-10-04', '2025-08-29', 'V', 'seed 000, S6'),
  ('grade', '366/2025', '1', 'Đảm bảo', 'Từng mục của nhóm tiêu chí chung, theo cách làm của một số địa phương.', '2025-08-30', null, 'V2', 'hướng dẫn nghiệp vụ của dự án, §3.4'),
  ('grade', '366/2025', '2', 'Không đảm bảo', 'Từng mục của nhóm tiêu chí chung, theo cách làm của một số địa phương.', '2025-08-30', null, 'V2', 'hướng dẫn nghiệp vụ của dự án, §3.4'),
  ('exemption', '132/2018', 'excused', 'được miễn công tác và sinh hoạt đảng', '', '2018-03-08', '2023-10-03', 'V', 'seed 002'),
  ('exemption', '124/2023', 'excused', 'được miễn công tác và sinh hoạt đảng', '', '2023-10-04', '2025-08-29', 'V', 'seed 002, S6, Đ.5.2'),
  ('exemption', '124/2023', 'suspended', 'bị đình chỉ sinh hoạt đảng', '', '2023-10-04', '2025-08-29', 'V', 'seed 002, S6, Đ.5.2'),
  ('exemption', '124/2023', 'new', 'mới kết nạp chưa đủ 6 tháng', '', '2023-10-04', '2025-08-29', 'V', 'seed 002, S6, Đ.5.2'),
  ('exemption', '366/2025', 'excused', 'được miễn công tác và sinh hoạt đảng', 'Chưa xác minh là giữ nguyên từ quy định trước.', '2025-08-30', null, 'M', 'hướng dẫn nghiệp vụ của dự án, §3.2'),
  ('exemption', '366/2025', 'suspended', 'bị đình chỉ sinh hoạt đảng', 'Chưa xác minh là giữ nguyên từ quy định trước.', '2025-08-30', null, 'M', 'hướng dẫn nghiệp vụ của dự án, §3.2'),
  ('exemption', '366/2025', 'new', 'mới kết nạp chưa đủ 6 tháng', 'Chưa xác minh là giữ nguyên từ quy định trước.', '2025-08-30', null, 'M', 'hướng dẫn nghiệp vụ của dự án, §3.2'),
  ('form', '366/2025', '01', 'Mẫu 01-HD KĐ.ĐG: báo cáo kiểm điểm tập thể', '', '2025-10-31', null, 'V', 'S4'),
  ('form', '366/2025', '2A', 'Mẫu 2A: bản kiểm điểm cá nhân không giữ chức vụ lãnh đạo, quản lý', 'Ai dùng mẫu nào là theo mẫu cũ, cần đối chiếu.', '2025-10-31', null, 'M', 'S4 (tên mẫu)'),
  ('form', '366/2025', '2B', 'Mẫu 2B: bản kiểm điểm cá nhân giữ chức vụ lãnh đạo, quản lý', 'Ai dùng mẫu nào là theo mẫu cũ, cần đối chiếu.', '2025-10-31', null, 'M', 'S4 (tên mẫu)'),
  ('form', '366/2025', '2C', 'Mẫu 2C: đảng viên không làm việc trong hệ thống chính trị', '', '2025-10-31', null, 'V', 'S4'),
  ('form', '124/2023', '02A', 'Mẫu 02A: bản kiểm điểm cá nhân không giữ chức vụ lãnh đạo, quản lý', '', '2023-11-10', '2025-10-30', 'M', 'cần đối chiếu văn bản'),
  ('form', '124/2023', '02B', 'Mẫu 02B: bản kiểm điểm cá nhân giữ chức vụ lãnh đạo, quản lý', '', '2023-11-10', '2025-10-30', 'M', 'cần đối chiếu văn bản'),
  ('form', null, 'PNX', 'Phiếu nhận xét của chi ủy nơi cư trú', 'Ba bậc lời của riêng phiếu; không quy ra mức xếp loại.', '2020-10-30', null, 'V2', 'hướng dẫn nghiệp vụ của dự án, §4.3');

insert into provisions (kind, code, name, detail, amount, basis, valid_from, tag, source) values
  ('deadline', 'acknowledge', 'Báo đã nhận, kèm mã phiếu', 'ngay khi nhận', 0, 'internal', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.4'),
  ('deadline', 'screen', 'Sàng lọc một ý kiến', 'ngày làm việc', 3, 'internal', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.4'),
  ('deadline', 'explanation', 'Cán bộ giải trình', 'ngày làm việc', 5, 'internal', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.4'),
  ('deadline', 'freeze', 'Chốt tập tư liệu trước cuộc họp', 'ngày làm việc trước cuộc họp; phải xong trước Bước 2', 5, 'internal', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.4'),
  ('deadline', 'reply', 'Trả lời kiến nghị, phản ánh', 'ngày làm việc; Luật Tiếp công dân Đ.28', 10, 'legal', '2020-01-01', 'M', 'hướng dẫn nghiệp vụ của dự án, §5'),
  ('deadline', 'request', 'Trả lời yêu cầu của người gửi về dữ liệu của mình', 'ngày làm việc', 2, 'legal', '2026-01-01', 'V', 'S29'),
  ('deadline', 'breach', 'Thông báo vi phạm dữ liệu cá nhân', 'giờ', 72, 'legal', '2026-01-01', 'V2', 'hướng dẫn nghiệp vụ của dự án, §6.1'),
  ('deadline', 'quarter', 'Báo cáo đánh giá quý', 'trước ngày này của tháng cuối quý; cán bộ thuộc diện Trung ương quản lý', 15, 'legal', '2025-10-08', 'V', 'S8');

insert into provisions (kind, code, name, valid_from, tag, source) values
  ('reason', 'out_of_scope', 'ngoài phạm vi', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'not_identifiable_official', 'không rõ về cán bộ nào', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'no_fact', 'không nêu việc cụ thể', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'duplicate', 'trùng với ý kiến khác', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'abuse', 'xúc phạm, thư rác', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'private_life_no_public_interest', 'đời tư, không liên quan việc chung', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'third_party_or_minor', 'về người thứ ba hoặc trẻ em', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'out_of_period', 'ngoài thời gian của kỳ', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'contradicted', 'trái với điều đã xác minh', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2'),
  ('reason', 'secrecy', 'có thể thuộc bí mật nhà nước', '2020-01-01', 'D', 'hướng dẫn nghiệp vụ của dự án, §11.2');

insert into criteria (framework, code, name, ethics, valid_from, valid_to, tag, source) values
  ('124/2023', '1', 'Chính trị tư tưởng', false, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '2', 'Đạo đức, lối sống', true, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '3', 'Tác phong, lề lối làm việc', false, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '4', 'Ý thức tổ chức kỷ luật', false, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '5', 'Năng lực, uy tín', false, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '6', 'Trách nhiệm nêu gương của bản thân và gia đình', true, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '7', 'Giữ mối liên hệ mật thiết, gắn bó với quần chúng Nhân dân', true, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '8', 'Kết quả thực hiện chức trách, nhiệm vụ', false, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('124/2023', '9', 'Khắc phục hạn chế', false, '2023-10-04', '2025-08-29', 'V', 'seed 000, S6; số thứ tự của phần mềm'),
  ('132/2018', '1', 'Chính trị tư tưởng', false, '2018-03-08', '2023-10-03', 'M', 'cần đối chiếu văn bản'),
  ('132/2018', '2', 'Đạo đức, lối sống', true, '2018-03-08', '2023-10-03', 'M', 'cần đối chiếu văn bản'),
  ('132/2018', '3', 'Tác phong, lề lối làm việc', false, '2018-03-08', '2023-10-03', 'M', 'cần đối chiếu văn bản'),
  ('132/2018', '4', 'Ý thức tổ chức kỷ luật', false, '2018-03-08', '2023-10-03', 'M', 'cần đối chiếu văn bản'),
  ('132/2018', '5', 'Kết quả thực hiện chức trách, nhiệm vụ', false, '2018-03-08', '2023-10-03', 'M', 'cần đối chiếu văn bản');
update rules set printed = true where number in ('132-QĐ/TW', '25-HD/BTCTW');
update criteria set source = case tag when 'V' then 'S1' else 'hướng dẫn nghiệp vụ của dự án, §3.4' end where framework = '366/2025' and source = '';

do $$
declare t text;
begin
  foreach t in array array['rule_editions', 'rules', 'criteria', 'provisions', 'phase_plans', 'phases'] loop
    execute format('create trigger refuse_change before update or delete or truncate on %I
      for each statement execute function refuse_change()', t);
  end loop;
end $$;
