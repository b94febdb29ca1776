import type { Block, Cell, Style } from '../../views/papers/paper.ts'

// The blocks papers are made of, by name.

export function heading(text: string): Block {
  return { kind: 'heading', text }
}

export function paragraph(text: string, style: Style = 'plain'): Block {
  return { kind: 'paragraph', text, style }
}

export function fact(label: string, text: string): Block {
  return { kind: 'fact', label, text }
}

export function cell(text: string): Cell {
  return [{ text, style: 'plain' }]
}
