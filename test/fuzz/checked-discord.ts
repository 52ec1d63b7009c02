import { type Library, sentencesOf } from '../../src/discord/library.ts';
import { choicesSchema, messageSchema } from '../../src/sandbox/rest/bodies.ts';
import { CHANNEL, FakeDiscord, fakeServices, type SentRequest } from '../discord/fakes.ts';
import { readQuotes } from '../discord/reader.ts';

/** A Discord that takes requests down and says what is wrong with them. */
export function checkedDiscord(library: () => Library) {
  const discord = new FakeDiscord();
  discord.answer = ({ method, route }) => {
    if (method === 'GET') return [];
    return route.endsWith('/channels') ? { id: 'dm' } : { id: '800000000000000001', channel_id: CHANNEL };
  };
  const { services, logged } = fakeServices(discord, library());
  return {
    services: { ...services, library },
    /** Every problem of what was sent and logged since the last call. */
    problems(): string[] {
      const found = [
        ...discord.requests.flatMap((request) => requestProblems(request, library())),
        ...logged.filter(({ level }) => Number(level) >= ERROR).map((line) => JSON.stringify(line)),
      ];
      logged.length = 0;
      discord.requests.length = 0;
      return found;
    },
    get requests() {
      return discord.requests;
    },
  };
}

/** Of pino's levels. */
const ERROR = 50;

function requestProblems({ method, route, body }: SentRequest, library: Library): string[] {
  if (method === 'GET' || body === null || route.endsWith('/@me/channels')) return [];
  const data = route.endsWith('/callback') ? body.data : body;
  if (data === undefined || (route.endsWith('/callback') && (body.type === 5 || body.type === 6))) return [];
  if (body.type === 8) return schemaProblems(choicesSchema.safeParse(data));
  return [
    ...schemaProblems(messageSchema.safeParse(data)),
    ...pings(data),
    ...misquotations(data.content, library),
  ];
}

function schemaProblems(parsed: { success: boolean; error?: { message: string } | undefined }): string[] {
  return parsed.success ? [] : [`Discord refuses it: ${parsed.error?.message}`];
}

function pings({
  allowed_mentions: allowed,
}: {
  allowed_mentions?: { parse?: unknown[]; replied_user?: boolean };
}) {
  const silent = allowed?.parse?.length === 0 && allowed.replied_user === false;
  return silent ? [] : [`it may ping: ${JSON.stringify(allowed)}`];
}

/** Block quotes that a reader does not see as whole sentences of a source, character for character. */
function misquotations(content: string, library: Library): string[] {
  const sentences = new Set(
    library.documents
      .flatMap(({ id }) => sentencesOf(library, id))
      .map((sentence) => {
        const { text } = library.index.documents.get(sentence.document)!;
        return asLines(text.slice(sentence.start, sentence.end));
      }),
  );
  return readQuotes(content)
    .filter((quoted) => !sentences.has(quoted))
    .map((quoted) => `a reader sees what no source says: ${JSON.stringify(quoted)}`);
}

/** Line breaks of every kind are shown as line breaks, and a tab as four spaces. */
function asLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .join('\n')
    .replaceAll('\t', '    ');
}
