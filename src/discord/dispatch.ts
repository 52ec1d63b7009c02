import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Logger } from '../log.ts';
import { answerButtons } from './answer-buttons.ts';
import type { DiscordApi } from './api.ts';
import { parseArguments } from './arguments.ts';
import type { ButtonHandler, Command, Context } from './command.ts';
import { type Limiters, takeTurn } from './cooldown.ts';
import { parseCustomId } from './custom-id.ts';
import { isAnswered, isLost } from './errors.ts';
import { gateOf } from './gate.ts';
import type { Library } from './library.ts';
import { toLocale } from './locale.ts';
import { messagesIn } from './messages.ts';
import type { Handled, Metrics } from './metrics.ts';
import { Recent } from './recent.ts';
import { type Reply, refusal } from './reply.ts';
import { Responder } from './responder.ts';
import { timeOf } from './snowflake.ts';

/** What every surface needs; `library` gives the corpus of this moment. */
export interface Services {
  readonly api: DiscordApi;
  readonly commands: readonly Command[];
  readonly library: () => Library;
  readonly limiters: Limiters;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Interactions remembered, so that one delivered twice is answered once. */
const REMEMBERED = 5_000;
/** Discord's limits for suggestions. */
const MAX_CHOICES = 25;

/** The one boundary for interactions: whatever happens inside, the asker is told, the log knows, and nothing is thrown. */
export class Dispatcher {
  readonly #services: Services;
  readonly #seen = new Recent<string, true>(REMEMBERED);

  constructor(services: Services) {
    this.#services = services;
  }

  async handle(interaction: APIInteraction): Promise<void> {
    const { now, metrics, log } = this.#services;
    if (!this.#seen.first(interaction.id, true)) return;
    const started = now();
    const responder = new Responder(this.#services.api, interaction);
    const surface = surfaceOf(interaction);
    let outcome: Handled['outcome'] = 'failed';
    try {
      outcome = await this.#route(interaction, responder);
    } catch (error) {
      if (isAnswered(error)) log.debug({ surface }, 'answered by another process already');
      else if (isLost(error))
        log.warn({ surface, err: error }, 'an answer came too late or could not be delivered');
      else {
        log.error({ surface, err: error }, 'a handler failed');
        await this.#apologize(interaction, responder);
      }
    }
    const seconds = (now() - started) / 1_000;
    metrics.record({ surface, outcome, seconds });
    log[surface === 'autocomplete' ? 'debug' : 'info'](
      { surface, outcome, milliseconds: Math.round(seconds * 1_000) },
      'handled',
    );
  }

  async #route(interaction: APIInteraction, responder: Responder): Promise<Handled['outcome']> {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return this.#command(interaction, responder);
      case InteractionType.ApplicationCommandAutocomplete:
        return this.#autocomplete(interaction);
      case InteractionType.MessageComponent:
        return this.#button(interaction, responder);
      case InteractionType.ModalSubmit:
      case InteractionType.Ping:
        return 'refused';
      default:
        return interaction satisfies never;
    }
  }

  async #command(
    interaction: APIApplicationCommandInteraction,
    responder: Responder,
  ): Promise<Handled['outcome']> {
    const context = this.#context(interaction, responder);
    const command = this.#find(interaction.data.name, interaction.data.type);
    if (!command) return say(responder, refusal(context.reader.text('noSuchCommand')));
    const refused = refuseAtGate(command, context);
    if (refused) return say(responder, refused);
    const parsed = parseArguments(command.data, interaction.data);
    if (parsed.kind === 'mismatch') return say(responder, refusal(context.reader.text('commandChanged')));
    if (!command.free) {
      const turn = await this.#turn(context, parsed.values.private === true);
      if (turn) return say(responder, turn, 'cooldown');
    }
    return say(responder, await command.run(context, parsed.values as never));
  }

  async #autocomplete(
    interaction: APIApplicationCommandAutocompleteInteraction,
  ): Promise<Handled['outcome']> {
    const { api, library } = this.#services;
    const command = this.#find(interaction.data.name, ApplicationCommandType.ChatInput);
    const focused = interaction.data.options.find((option) => 'focused' in option && option.focused);
    const complete = focused && command?.autocomplete?.[focused.name];
    const typed = focused?.type === ApplicationCommandOptionType.String ? focused.value : '';
    const reader = messagesIn(toLocale(interaction.locale));
    const choices = complete ? complete({ library: library(), reader }, typed) : [];
    await api.choices(interaction, choices.slice(0, MAX_CHOICES));
    return 'shown';
  }

  async #button(
    interaction: APIMessageComponentInteraction,
    responder: Responder,
  ): Promise<Handled['outcome']> {
    const context = this.#context(interaction, responder);
    const { reader } = context;
    const parsed = parseCustomId(interaction.data.custom_id);
    if (parsed.kind !== 'ours') return say(responder, refusal(reader.text('expired')));
    const found = this.#findButton(parsed.id.owner, parsed.id.button);
    // Discord sends the message along: a custom id that is not on one of our messages was made up.
    if (!found || !carries(interaction)) return say(responder, refusal(reader.text('expired')));
    const refused = found.command && refuseAtGate(found.command, context);
    if (refused) return say(responder, refused);
    if (parsed.id.button !== 'delete') {
      const turn = await this.#turn(context, true);
      if (turn) return say(responder, turn, 'cooldown');
    }
    const result = await found.handler({ ...context, message: interaction.message }, parsed.id.state);
    if (!('kind' in result)) return say(responder, result);
    switch (result.kind) {
      case 'update':
        await responder.update(result.reply);
        return result.reply.outcome;
      case 'delete':
        await responder.deleteClicked();
        return 'shown';
      default:
        return result satisfies never;
    }
  }

  #find(name: string, type: ApplicationCommandType): Command | undefined {
    return this.#services.commands.find(
      ({ data }) => data.name === name && (data.type ?? ApplicationCommandType.ChatInput) === type,
    );
  }

  #findButton(owner: string, button: string): { handler: ButtonHandler; command?: Command } | undefined {
    const command = this.#services.commands.find(({ data }) => data.name === owner);
    const buttons = owner === 'answer' ? answerButtons : command?.buttons;
    const handler = buttons && Object.hasOwn(buttons, button) ? buttons[button] : undefined;
    return handler && { handler, ...(command && { command }) };
  }

  /** The words that ask to wait, or null when it is the asker's turn. */
  async #turn(context: Context, isPrivate: boolean): Promise<Reply | null> {
    const { limiters } = this.#services;
    const turn = await takeTurn(limiters, context.asker.id, isPrivate ? null : context.channel);
    if (turn.kind === 'free') return null;
    return refusal(context.reader.text(`wait.${turn.scope}`, { seconds: turn.seconds }));
  }

  #context(
    interaction: APIApplicationCommandInteraction | APIMessageComponentInteraction,
    responder: Responder,
  ): Context {
    const user = interaction.member?.user ?? interaction.user!;
    const guild = interaction.guild_id ?? null;
    return {
      library: this.#services.library(),
      reader: messagesIn(toLocale(interaction.locale)),
      room: messagesIn(
        toLocale(guild ? (interaction.guild_locale ?? interaction.locale) : interaction.locale),
      ),
      asker: { id: user.id, permissions: BigInt(interaction.member?.permissions ?? 0) },
      application: interaction.application_id,
      channel: interaction.channel?.id ?? null,
      guild,
      member: guild !== null && interaction.authorizing_integration_owners[0] === guild,
      botPermissions: BigInt(interaction.app_permissions ?? 0),
      asked: timeOf(interaction.id),
      api: this.#services.api,
      commands: this.#services.commands,
      defer: (visibility) => responder.defer(visibility),
      progress: (content) => responder.progress(content),
    };
  }

  async #apologize(interaction: APIInteraction, responder: Responder): Promise<void> {
    const { log, api } = this.#services;
    try {
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
        await api.choices(interaction, []);
      else {
        const locale = 'locale' in interaction ? interaction.locale : undefined;
        await responder.send(refusal(messagesIn(toLocale(locale)).text('failed')));
      }
    } catch (error) {
      log.warn({ err: error }, 'the asker could not be told of a failure');
    }
  }
}

async function say(
  responder: Responder,
  reply: Reply,
  outcome: Handled['outcome'] = reply.outcome,
): Promise<Handled['outcome']> {
  await responder.send(reply);
  return outcome;
}

/** Whom a command is closed to is told why. */
function refuseAtGate(command: Command, context: Context): Reply | null {
  const gate = gateOf(command, context);
  switch (gate) {
    case 'open':
      return null;
    case 'server':
      return refusal(context.reader.text('moderatorsInServer'));
    case 'moderators':
      return refusal(context.reader.text('moderatorsOnly'));
    default:
      return gate satisfies never;
  }
}

function carries(interaction: APIMessageComponentInteraction): boolean {
  if (interaction.message.author.id !== interaction.application_id && !interaction.message.author.bot)
    return false;
  return (interaction.message.components ?? []).some(
    (row) =>
      'components' in row &&
      row.components.some((part) => 'custom_id' in part && part.custom_id === interaction.data.custom_id),
  );
}

function surfaceOf(interaction: APIInteraction): string {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return interaction.data.name;
    case InteractionType.MessageComponent: {
      const parsed = parseCustomId(interaction.data.custom_id);
      return parsed.kind === 'ours' ? `${parsed.id.owner}.${parsed.id.button}` : 'button';
    }
    case InteractionType.ApplicationCommandAutocomplete:
      return 'autocomplete';
    default:
      return 'other';
  }
}
