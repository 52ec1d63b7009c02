import { z } from 'zod';
import { answer, type SearchIndex } from '../search/index.ts';
import type { Answer, AskOptions } from '../search/types.ts';
import { sourceProblem } from './corpus.ts';
import { type Io, print, toJson } from './io.ts';
import { type Line, readLines } from './lines.ts';

const requestSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string(),
  source: z.string().optional(),
  limit: z.number().int().min(1).optional(),
});
type Request = z.output<typeof requestSchema>;
type Id = Request['id'];

/** An answer with the id of its request, where that had one. */
type BatchAnswer = Answer & { readonly id?: string | number };

/** What a batch came to. */
export type BatchResult =
  | { readonly kind: 'read'; readonly lines: number; readonly invalid: number }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** Answers the questions of standard input, a line each, in their order. `defaults` holds for lines that say nothing else. */
export async function runBatch(io: Io, index: SearchIndex, defaults: AskOptions): Promise<BatchResult> {
  let lines = 0;
  let invalid = 0;
  let unreadable: unknown = null;
  io.stdin.once('error', (error) => {
    unreadable = error;
  });
  try {
    for await (const line of readLines(io.stdin)) {
      const given = answerLine(index, line, defaults);
      lines++;
      if (given.kind === 'invalid') invalid++;
      await print(io, `${toJson(given)}\n`);
    }
  } catch (error) {
    if (error !== unreadable) throw error;
    return { kind: 'unreadable', problem: (error as Error).message };
  }
  return { kind: 'read', lines, invalid };
}

/** The answer to one line; a line that is no request gets an invalid answer that names the line. */
function answerLine(index: SearchIndex, line: Line, defaults: AskOptions): BatchAnswer {
  if (line.kind === 'problem') return invalid(line.number, undefined, '', `the line is ${line.problem}`);
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return invalid(line.number, undefined, '', 'the line is not JSON');
  }
  const parsed = requestSchema.safeParse(value);
  if (!parsed.success) {
    const { id, question } = salvage(value);
    return invalid(line.number, id, question, schemaProblem(parsed.error));
  }
  const { id, question, source = defaults.source, limit = defaults.limit } = parsed.data;
  const unknown = sourceProblem(index.corpus, source);
  if (unknown !== null) return invalid(line.number, id, question, unknown);
  const given = answer(index, question, {
    ...(source !== undefined && { source }),
    ...(limit !== undefined && { limit }),
  });
  if (given.kind === 'invalid') return invalid(line.number, id, question, given.problem);
  return withId(id, given);
}

function invalid(number: number, id: Id, question: string, problem: string): BatchAnswer {
  return withId(id, { kind: 'invalid', question, problem: `line ${number}: ${problem}` });
}

function withId(id: Id, given: Answer): BatchAnswer {
  return id === undefined ? given : { id, ...given };
}

/** What can be given back of a request that is not one. */
function salvage(value: unknown): { id: Id; question: string } {
  const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const id = requestSchema.shape.id.safeParse(fields.id);
  return {
    id: id.success ? id.data : undefined,
    question: typeof fields.question === 'string' ? fields.question : '',
  };
}

function schemaProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue!.path.join('.');
  return path === ''
    ? 'the line is not an object {question, id?, source?, limit?}'
    : `"${path}": ${issue!.message}`;
}
