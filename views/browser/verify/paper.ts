import type { Block, Cell, Column, Paper } from '../../papers/paper.ts'

/** A paper as elements of the page. Words become text and nothing else, whatever they contain. */
export function paperElements(paper: Paper): HTMLElement[] {
  const { head, title, subtitle, summary, standing, sections } = paper
  return [
    element('header', {}, [
      element(
        'div',
        {},
        head.left.map((line) => element('p', { class: 'strong' }, [line])),
      ),
      element(
        'div',
        {},
        head.right.map((line) => element('p', {}, [line])),
      ),
    ]),
    element('h2', { class: 'title' }, [title]),
    element('p', { class: 'title strong' }, [subtitle]),
    ...summary.flatMap(blockElements),
    element('p', { class: 'box' }, [standing]),
    ...sections.flatMap(blockElements),
  ]
}

/** An element with its attributes and what is in it. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (string | Node)[],
): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

function blockElements(block: Block): HTMLElement[] {
  switch (block.kind) {
    case 'heading':
      return [element('h3', {}, [block.text])]
    case 'paragraph':
      return [element('p', { class: block.style }, [block.text])]
    case 'fact':
      return [element('p', { class: 'fact' }, [element('b', {}, [block.label]), block.text])]
    case 'table':
      return [tableElement(block.columns, block.rows)]
    case 'qr':
      return [element('p', { class: 'strong' }, [block.label])]
    case 'plot':
      return [element('p', {}, [block.label])]
  }
}

function tableElement(columns: readonly Column[], rows: readonly Cell[][]): HTMLElement {
  const shares = columns.map(({ share }) => element('col', { width: `${share}%` }, []))
  const titles = columns.map(({ title }) => element('th', { scope: 'col' }, [title]))
  const body = rows.map((row) =>
    element(
      'tr',
      {},
      row.map((cell, at) => {
        const parts = cell.map(({ text, style }) => element('p', { class: style }, [text]))
        return element('td', columns[at]?.centred ? { class: 'centred' } : {}, parts)
      }),
    ),
  )
  const table = element('table', {}, [
    element('colgroup', {}, shares),
    element('thead', {}, [element('tr', {}, titles)]),
    element('tbody', {}, body),
  ])
  // Wider than a telephone: it scrolls by itself, with the keyboard too.
  const label = columns.map(({ title }) => title).join(', ')
  const scrolls = { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label }
  return element('div', scrolls, [table])
}
