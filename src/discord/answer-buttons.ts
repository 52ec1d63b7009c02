import { PermissionFlagsBits } from 'discord-api-types/v10';
import { toReply } from './answer-view.ts';
import type { ButtonContext, ButtonResult, Buttons } from './command.ts';
import { inlineCode } from './escape.ts';
import { type Found, findRef, paragraphOf } from './library.ts';
import { unpackRefs } from './passage-ref.ts';
import { fitPassages, refusal } from './reply.ts';

/** The buttons under an answer. Their whole state is in the custom id. */
export const answerButtons: Buttons = { context, more, delete: remove };

/** The paragraph around a passage, to the one who clicked. */
function context({ library, reader, asker }: ButtonContext, state: string): ButtonResult {
  const found = unpackRefs(state)?.map((ref) => findRef(library, ref))[0];
  if (!found || found.kind === 'unknown' || found.kind === 'gone') return refusal(reader.text('gone'));
  const header = [
    ...changeNote(found, reader),
    `-# ${reader.text('contextOf', { id: inlineCode(found.passage.id) })}`,
  ];
  const fitted = fitPassages(paragraphOf(library, found.passage), { library, messages: reader, header });
  // Without a *Context* of its own, which would be the same again.
  return toReply(
    { ...fitted, shown: [] },
    { library, messages: reader, visibility: 'private', asker: asker.id },
    'shown',
  );
}

/** The next passages, to the one who clicked. */
function more({ library, reader, asker }: ButtonContext, state: string): ButtonResult {
  const found = unpackRefs(state)?.map((ref) => findRef(library, ref)) ?? [];
  const usable = found.filter((each) => each.kind === 'unaltered' || each.kind === 'moved');
  if (usable.length === 0) return refusal(reader.text('gone'));
  const header = usable.length < found.length ? [`-# ${reader.text('someGone')}`] : [];
  const fitted = fitPassages(
    usable.map((each) => each.passage),
    { library, messages: reader, header },
  );
  return toReply(fitted, { library, messages: reader, visibility: 'private', asker: asker.id }, 'shown');
}

/** The asker takes the answer away, or whoever may manage messages. */
function remove({ asker, reader }: ButtonContext, state: string): ButtonResult {
  const mayManage = (asker.permissions & PermissionFlagsBits.ManageMessages) !== 0n;
  return asker.id === state || mayManage ? { kind: 'delete' } : refusal(reader.text('notYours'));
}

function changeNote(found: Found, reader: ButtonContext['reader']): string[] {
  switch (found.kind) {
    case 'moved':
      return [reader.text('moved', { from: found.from, to: found.passage.ordinal })];
    case 'changed':
      return [reader.text('changed')];
    case 'unaltered':
    case 'gone':
    case 'unknown':
      return [];
    default:
      return found satisfies never;
  }
}
