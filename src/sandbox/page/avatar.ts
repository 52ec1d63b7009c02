import type { PagePerson } from '../page-protocol.ts';

const COLOURS: Record<PagePerson['kind'], string> = {
  bot: '#5865f2',
  member: '#3ba55c',
  moderator: '#d9822b',
  other: '#747f8d',
};

/** A round picture with the person's initial, as an inline image: nothing is fetched for it. */
export function avatarOf(person: Pick<PagePerson, 'name' | 'kind'>): string {
  const label = person.kind === 'bot' ? '”' : ([...person.name][0] ?? '?').toUpperCase();
  const size = person.kind === 'bot' ? 68 : 36;
  const baseline = person.kind === 'bot' ? 72 : 53;
  const picture =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${COLOURS[person.kind]}"/>` +
    `<text x="40" y="${baseline}" font-size="${size}" font-family="Georgia,serif" text-anchor="middle" fill="#fff">` +
    `${escapeXml(label)}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0)};`);
}
