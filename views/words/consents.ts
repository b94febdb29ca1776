/**
 * The version of the words a sender agrees to (views/words/letterbox.ts, texts of the three
 * consents). Change it with the words: what was agreed to stays with the letter.
 */
export const consentVersion = '2026-11-21'
