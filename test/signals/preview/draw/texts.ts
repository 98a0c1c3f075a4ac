import { Markup } from '../../../../lib/page/markup';

/** The text of a piece of a page, with its parts apart. */
export function textsOf({ text }: Markup): string[] {
  return text
    .split(/<[^>]+>/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The cells of a table, row by row. */
export function cellsOf({ text }: Markup): string[][] {
  return text
    .split('<tr')
    .slice(1)
    .map((row) => [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell]) => cell));
}
