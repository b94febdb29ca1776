import { create } from 'qrcode'

/**
 * A QR code as one black path; scales and prints without an image file. `quick`: one pattern for
 * all instead of the best of eight, which is most of the work; every reader reads each of them.
 */
export function Qr({ text, label, quick }: { text: string; label: string; quick?: boolean }) {
  const pattern = quick ? { maskPattern: 3 as const } : {}
  const { size, data } = create(text, { errorCorrectionLevel: 'M', ...pattern }).modules
  // Four modules of quiet zone, or older cameras miss the code.
  const side = size + 8
  let path = ''
  for (let at = 0; at < data.length; at += 1) {
    if (data[at]) path += `M${(at % size) + 4} ${Math.floor(at / size) + 4}h1v1h-1z`
  }
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}
