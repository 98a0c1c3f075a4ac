import { oneLine, shorten, widthOf } from '../../../../page/text';

/** At most so many lines a hop has; the outline below the drawing has all of it. */
const MAX_LINES = 3;

/** A hop in lines of at most a width. It is broken after a space or a slash, else anywhere. */
export function wrap(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const part of oneLine(text).split(/(?<=[ /])/)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && widthOf((last + part).trimEnd(), fontSize) <= width)
      lines[lines.length - 1] = last + part;
    else lines.push(...pieces(part, width, fontSize));
  }
  return cut(
    lines.map((line) => line.trim()),
    width,
    fontSize,
  );
}

/** A word that is too long for a line, in pieces. */
function pieces(word: string, width: number, fontSize: number): string[] {
  const found = [''];
  for (const character of word) {
    const last = found[found.length - 1];
    if (last === '' || widthOf((last + character).trimEnd(), fontSize) <= width)
      found[found.length - 1] = last + character;
    else found.push(character);
  }
  return found;
}

/** What a path begins with is often the same for all: where there is no room for every line, the first and the last ones stay. */
function cut(lines: readonly string[], width: number, fontSize: number): string[] {
  if (lines.length <= MAX_LINES) return [...lines];
  const first = lines.slice(0, 1);
  const last = lines.slice(lines.length - (MAX_LINES - 1));
  return [...first, fitted(`…${last[0]}`, width, fontSize), ...last.slice(1)];
}

function fitted(text: string, width: number, fontSize: number): string {
  const length = Array.from(text).length;
  const fits = Array.from({ length }, (_, index) => shorten(text, length - index)).find(
    (one) => widthOf(one, fontSize) <= width,
  );
  return fits ?? '…';
}
