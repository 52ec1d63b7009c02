import { describe, expect, it } from 'vitest';
import { folderOf } from './corpora.ts';
import { runWith } from './streams.ts';

const MESSAGE = [
  'Trump said: “There are no concrete timelines yet”.',
  'The proposal gives “the same security blanket that NATO countries have”,',
  'and Meloni wants “more durable solutions”, not “bread and circuses for all”.',
].join('\n');

describe('quotes', () => {
  it('gives each quotation’s finding as JSON, in the order of the text', async () => {
    const { exit, stdout } = await runWith(['quotes', '--json'], { stdin: MESSAGE });
    const { findings } = JSON.parse(stdout);
    expect(exit).toBe(0);
    expect(findings.map(({ kind }: { kind: string }) => kind)).toEqual([
      'other-speaker',
      'altered',
      'exact',
      'absent',
    ]);
    for (const { span } of findings) expect(MESSAGE.slice(span.start, span.end)).toBe(span.text);
    expect(findings[1].differences).toEqual([{ kind: 'replaced', quoted: 'blanket', source: 'umbrella' }]);
    expect(findings[2].passages[0].id).toMatch(/^article#3@/);
  });

  it('tells people what differs, side by side, without a verdict', async () => {
    const file = `${folderOf({ 'draft.txt': MESSAGE })}/draft.txt`;
    const { exit, stdout } = await runWith(['quotes', file]);
    expect(exit).toBe(0);
    expect(stdout).toContain('replaced: “blanket” stands for “umbrella”');
    expect(stdout).toContain('not as words of Trump');
    expect(stdout).toContain('Nearest passage:');
    expect(stdout).not.toMatch(/\b(?:true|false|wrong|correct|lie|fake)\b/i);
  });

  it('shows what was dropped, added, and left out under an ellipsis', async () => {
    const stdin = [
      '“There are concrete timelines yet”',
      '“There are absolutely no concrete timelines yet”',
      '“It would ensure … real security guarantees”',
    ].join('\n');
    const { stdout } = await runWith(['quotes'], { stdin });
    expect(stdout).toContain('dropped: “no”');
    expect(stdout).toContain('added: “absolutely”');
    expect(stdout).toContain('left out under the ellipsis: “stable, long-term, and”');
  });

  it('says where nothing is quoted', async () => {
    const { exit, stdout } = await runWith(['quotes'], { stdin: 'their so-called “umbrella”' });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: 'Nothing is quoted in this text.\n' });
  });

  it.each([
    ['a file that is not there', ['quotes', '/nowhere/draft.txt'], '', 'does not exist'],
    ['text that is not UTF-8', ['quotes'], new Uint8Array([0x80, 0xff]), 'is not UTF-8'],
  ])('tells of %s in one line', async (_, args, stdin, reason) => {
    const { exit, stderr } = await runWith(args, { stdin });
    expect(exit).toBe(1);
    expect(stderr).toMatch(new RegExp(`^verbatim: .*${reason}.*\\n$`));
  });
});
