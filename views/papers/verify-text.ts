/**
 * `VERIFY.txt` in every bundle: how to check it with nothing but `openssl` and `sha256sum`.
 * `check` is the short check string, `key` the fingerprint of the signing key.
 */
export function verifyText(check: string, key: string): string {
  return `KIỂM TRA TẬP TỔNG HỢP NÀY / HOW TO CHECK THIS BUNDLE

Mã kiểm tra / check string : ${check}
Dấu khóa / key fingerprint : ${key}

Hai dòng trên phải giống mã in trên bìa, và dấu khóa ghi trong biên bản hoặc do nơi lập tập đọc
cho. Đừng chỉ tin dấu khóa ghi trong tệp này.
Both lines must be the ones printed on the cover, and the fingerprint the one in the minutes or
read to you by the issuing office. Do not trust the fingerprint in this file alone.

CÁCH 1 / FIRST WAY: bằng trình duyệt, không cần mạng / with a browser, offline
Giải nén, mở verify.html, chọn tệp ZIP, gõ dấu khóa. Tệp verify.html giống nhau trong mọi tập: nghi
ngờ thì lấy từ một tập khác, hoặc từ nơi lập tập.
Unzip, open verify.html, choose the ZIP, type the fingerprint. verify.html is the same file in every
bundle: if in doubt, take it from another one or from the issuing office.

CÁCH 2 / SECOND WAY: bằng chương trình / with the program

    ydan verify TAP.zip --key ${key}

CÁCH 3 / THIRD WAY: bằng tay, không cần mạng / by hand, offline
Cần openssl (từ bản 3.0) và sha256sum. Giải nén, mở thư mục có tệp này, làm đủ bảy bước (bash).
You need openssl (3.0 or later) and sha256sum. Unzip, go to the folder of this file, do all seven (bash).

1. Khóa có đúng không? Phải ra ${key.replaceAll('-', '')}
   Is it the right key? It must print the fingerprint without hyphens.

    openssl pkey -pubin -in key.pem -outform DER | tail -c 32 | sha256sum | cut -c1-16

2. Bảng kê có đúng là do khóa đó ký không? Phải ra "Signature Verified Successfully".
   Was the list signed with that key? It must print "Signature Verified Successfully".

    openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.sig

3. SHA256SUMS có trong bảng kê đã ký không? Phải ra 1.
   Is SHA256SUMS in the signed list? It must print 1.

    grep -c "\\"path\\":\\"SHA256SUMS\\",\\"sha256\\":\\"$(sha256sum < SHA256SUMS | cut -c1-64)\\"" manifest.json

4. Các tệp có còn nguyên không? Không được có dòng nào ghi FAILED.
   Are the files unchanged? No line may say FAILED.

    sha256sum --strict -c SHA256SUMS

5. Có tệp lạ không? Phải ra "OK".
   Are there strangers? It must print "OK".

    [ "$(find . ! -type d | wc -l)" -eq "$(($(wc -l < SHA256SUMS) + 3))" ] && echo OK

6. Điểm chốt của nhật ký có đúng do khóa đó ký không? Phải ra "Signature Verified Successfully".
   Was the log's checkpoint signed with that key? It must print "Signature Verified Successfully".

    t=$(mktemp -d); sed '/^$/,$d' checkpoint.txt > "$t/body"; tail -n 1 checkpoint.txt | cut -d ' ' -f 3 | base64 -d | tail -c 64 > "$t/sig"; openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in "$t/body" -sigfile "$t/sig"

7. Nhật ký có ghi đã chốt đúng contents.json này không? Phải ra 1.
   Does the log say that this very contents.json was frozen? It must print 1.

    sed -n 's/^extra //p' proofs/frozen.tlog-proof | base64 -d | grep -c "\\"commitment\\":\\"$(sha256sum < contents.json | cut -c1-64)\\".*\\"kind\\":\\"bundle.frozen\\""

Đường từ một mục đến điểm chốt (proofs/*.tlog-proof) tính theo RFC 9162, mục 2.1.3.2; verify.html và
ydan verify tính cho mọi mục. proofs/…-letter không có dòng extra: lá của nó là mã ghi ở ô "letter"
trong items/, vì nội dung mục ấy nêu số phiếu của người gửi.
The way from an entry to the checkpoint (proofs/*.tlog-proof) is RFC 9162, section 2.1.3.2;
verify.html and ydan verify compute it for all. proofs/…-letter has no extra line: its leaf is the
hash "letter" in items/, because that entry names the number on the sender's slip.

Tính lại mã kiểm tra từ contents.json / to recompute the check string from contents.json (bash):

    n=$((16#$(sha256sum < contents.json | cut -c1-15))); s=; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do s=$(echo 0123456789ABCDEFGHJKMNPQRSTVWXYZ | cut -c$((n % 32 + 1)))$s; n=$((n / 32)); done; echo $s

SHA256SUMS không kê chính nó, manifest.json và manifest.sig: manifest.json kê mọi tệp khác, kể cả
SHA256SUMS, và được manifest.sig (chữ ký Ed25519 trên đúng các byte của manifest.json) bảo đảm.
SHA256SUMS leaves out itself, manifest.json and manifest.sig: manifest.json lists every other file,
SHA256SUMS included, and is vouched for by manifest.sig (raw Ed25519 over the bytes of
manifest.json).
`
}
