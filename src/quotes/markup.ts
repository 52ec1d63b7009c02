/** Discord's own marks inside a text that are no words: mentions, custom emoji, times, links. */
const MARKS =
  /<(?:@[!&]?|#)\d{1,20}>|<a?:\w{2,32}:\d{1,20}>|<\/[^>\n]{1,100}:\d{1,20}>|<t:-?\d{1,20}(?::\w)?>|<?https?:\/\/[^\s<>]+>?/gi;

/** Code, in which quotation marks quote nothing; an unclosed block runs to the end. Two backticks may open a quotation. */
const CODE = /```[\s\S]*?(?:```|$)|(?<!`)`[^`\n]+`(?!`)/g;

/** The text with what its author did not say as words blanked out, every character in its place. */
export function blankMarks(text: string): string {
  return text.replace(MARKS, blank);
}

/** The text with code blanked out, every character in its place. */
export function blankCode(text: string): string {
  return text.replace(CODE, blank);
}

function blank(run: string): string {
  return run.replace(/[^\n]/g, ' ');
}

/**
 * Straight double marks of a line, made curly where their places tell which open and which close, as long as they
 * pair up: so a quotation in straight marks may hold another. Other lines stay as they are.
 */
export function curlNestedMarks(line: string): string {
  if (!/"[^"]*"[^"]*"/.test(line)) return line;
  let depth = 0;
  let deepest = 0;
  const curled = line.replace(/"/g, (mark, at: number) => {
    const before = line[at - 1] ?? ' ';
    const after = line[at + 1] ?? ' ';
    const opens = /[\s([{—–"-]/.test(before) && /[^\s.,;:!?)\]}"]/.test(after);
    const closes = /\S/.test(before) && /[\s.,;:!?)\]}—–"-]/.test(after);
    if (opens === closes) depth = Number.NaN;
    else depth += opens ? 1 : -1;
    if (depth < 0) depth = Number.NaN;
    deepest = Math.max(deepest, depth);
    return opens ? '“' : closes ? '”' : mark;
  });
  return depth === 0 && deepest === 2 ? curled : line;
}
