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

CÁCH 1 / FIRST WAY: bằng chương trình / with the program

    ydan verify TAP.zip --key ${key}

CÁCH 2 / SECOND WAY: bằng tay, không cần mạng / by hand, offline
Cần openssl (từ bản 3.0) và sha256sum. Giải nén, mở thư mục có tệp này, làm đủ năm bước.
You need openssl (3.0 or later) and sha256sum. Unzip, go to the folder of this file, do all five.

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

Tính lại mã kiểm tra từ contents.json / to recompute the check string from contents.json (bash):

    n=$((16#$(sha256sum < contents.json | cut -c1-15))); s=; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do s=$(echo 0123456789ABCDEFGHJKMNPQRSTVWXYZ | cut -c$((n % 32 + 1)))$s; n=$((n / 32)); done; echo $s

SHA256SUMS không kê chính nó, manifest.json và manifest.sig: manifest.json kê mọi tệp khác, kể cả
SHA256SUMS, và được manifest.sig (chữ ký Ed25519 trên đúng các byte của manifest.json) bảo đảm.
SHA256SUMS leaves out itself, manifest.json and manifest.sig: manifest.json lists every other file,
SHA256SUMS included, and is vouched for by manifest.sig (raw Ed25519 over the bytes of
manifest.json).
`
}
