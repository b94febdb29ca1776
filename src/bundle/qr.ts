import { create } from 'qrcode'

/**
 * A QR code as SVG text, on white with the quiet zone (in modules) that older cameras need; 0 where
 * the paper around it is white anyway.
 */
export function qrSvg(text: string, quiet = 4): string {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const side = size + 2 * quiet
  const dark = Array.from(data).flatMap((on, at) =>
    on ? [`M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z`] : [],
  )
  const white = quiet > 0 ? `<path fill="#fff" d="M0 0h${side}v${side}H0z"/>` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${white}<path fill="#000" d="${dark.join('')}"/></svg>`
}
