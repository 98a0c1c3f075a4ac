/** Characters that act on the reader's screen instead of standing on it. */
const ACTING = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** On one line, without characters that act on the reader's screen: names and events may come from anybody. */
export function oneLine(text: string): string {
  return text.replace(ACTING, ' ').replace(/ +/g, ' ').trim();
}

/** The same for each line of a text whose lines and indentation mean something. */
export function lines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.replace(/\t/g, '  ').replace(ACTING, ' ').trimEnd());
}

/** At most so many characters, with dots if something is missing. */
export function shorten(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** "1 run", "2 runs". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** So much, in parts of the font size, a character takes at most in the fonts that browsers show the page in. */
const WIDTHS: ReadonlyArray<readonly [characters: RegExp, width: number]> = [
  [/[ .,:;'|!()[\]{}ijlftrI1-]/, 0.45],
  [/[mwMW@%]/, 1.05],
  [/[A-Z]/, 0.8],
  [/[\u0021-\u024f]/, 0.65],
];

/** The width of a text, rather too large than too small: nobody knows the reader's fonts. */
export function widthOf(text: string, fontSize: number): number {
  return Array.from(text).reduce((sum, character) => {
    const [, width] = WIDTHS.find(([characters]) => characters.test(character)) ?? [undefined, 1.1];
    return sum + width * fontSize;
  }, 0);
}
