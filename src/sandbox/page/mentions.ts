import type { PageGuild, PagePerson } from '../page-protocol.ts';

export interface MentionToken {
  /** Where the `@` stands. */
  start: number;
  typed: string;
}

/** Longest name that is looked for before the caret. */
const NAME_LIMIT = 32;

/** The `@name` being typed at the caret, if there is one. */
export function mentionAt(text: string, caret: number): MentionToken | null {
  const before = text.slice(Math.max(0, caret - NAME_LIMIT - 1), caret);
  const found = /(?:^|\s)@([\p{L}\p{N}_.-]*)$/u.exec(before);
  if (found === null) return null;
  const typed = found[1] ?? '';
  return { start: caret - typed.length - 1, typed };
}

export function matchPeople(people: readonly PagePerson[], typed: string): PagePerson[] {
  const wanted = typed.toLowerCase();
  return people.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** `@Verbatim` as a person types it becomes `<@id>`, `#general` becomes `<#id>`: what Discord's client sends. */
export function encodeMentions(text: string, people: readonly PagePerson[], guild: PageGuild | null): string {
  const names = new Map<string, string>();
  for (const { name, id } of people) names.set(`@${name}`, `<@${id}>`);
  for (const { name, id, kind } of guild?.channels ?? [])
    if (kind !== 'direct') names.set(`#${name}`, `<#${id}>`);
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  if (longestFirst.length === 0) return text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}<])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(pattern, (name) => names.get(name) ?? name);
}

/** The way back, for editing a message. */
export function decodeMentions(text: string, people: readonly PagePerson[], guild: PageGuild | null): string {
  return text.replace(/<(@!?|#)(\d+)>/g, (whole, sigil: string, id: string) => {
    const person = people.find((candidate) => candidate.id === id);
    const channel = guild?.channels.find((candidate) => candidate.id === id);
    if (sigil === '#') return channel === undefined ? whole : `#${channel.name}`;
    return person === undefined ? whole : `@${person.name}`;
  });
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
