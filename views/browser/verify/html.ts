import type { Sentence } from '../../lang.ts'
import { verifyPageWords as words } from '../../words/verify-page.ts'

/** The whole page as one file. The policy lets nothing in from outside: only these two may run. */
export function verifyPage(given: {
  script: string
  style: string
  hashes: { script: string; style: string }
}): string {
  const { script, style, hashes } = given
  const policy = `default-src 'none'; script-src '${hashes.script}'; style-src '${hashes.style}'; img-src blob:; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title.vi} – Ý Dân</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${both(words.title)}</h1>
<p>${both(words.what)}</p>
<p id="asleep" class="unsure">${both(words.asleep)}</p>
<p><label for="file">${both(words.file)}</label><input id="file" type="file" accept=".zip,application/zip"></p>
<p><label for="key">${both(words.key)}</label><input id="key" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="40" aria-describedby="hint"><span id="hint">${both(words.keyHint)}</span></p>
<div id="answer" role="status"></div>
<div id="paper"></div>
<div id="pictures"></div>
</main>
<script>${script}</script>
</body>
</html>
`
}

function both({ vi, en }: Sentence): string {
  return `${vi} <span class="en" lang="en">${en}</span>`
}
