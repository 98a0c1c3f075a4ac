/**
 * Text from an assembly on one line, without characters that act on the reader's screen.
 *
 * Construct ids and reasons come from anybody. A newline could start a line that looks like ours, an escape sequence
 * could erase one, and a bidirectional override could show a word backwards.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

/** Text without the folders of the machine that it was written on, so that the same app gives the same report anywhere. */
export function withoutFolders(text: string, folders: readonly string[]): string {
  return [...folders]
    .sort((a, b) => b.length - a.length)
    .filter((folder) => folder.length > 1)
    .map((folder) => new RegExp(`(?<![\\w./\\\\-])${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[\\\\/]`, 'g'))
    .reduce((result, folder) => result.replace(folder, ''), text);
}

/**
 * The first line of an error message, with every absolute path cut to its last part.
 *
 * Error messages of Node.js carry paths of the machine that synthesized, which need not be this one, and sometimes a
 * list of required modules below.
 */
export function firstLineWithoutPaths(message: string): string {
  const absolutePath = /(^|[\s'"`(=])(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\s'"`():\\/]+)+[\\/]([^\s'"`():\\/]+)/g;
  return message.trim().split(/\r?\n/)[0].replace(absolutePath, '$1.../$2');
}

/** "1 stack", "2 stacks". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** How many findings of which kind; the kinds stay apart, because they weigh differently. */
export function countFindings(summary: {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}): string {
  return [count(summary.errors, 'error'), count(summary.warnings, 'warning'), count(summary.infos, 'note')].join(', ');
}
