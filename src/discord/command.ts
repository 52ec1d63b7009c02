import type {
  APIMessage,
  APIUser,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { DiscordApi } from './api.ts';
import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import type { Reply } from './reply.ts';

/** A command's payload in English; localizations are added on registration from the locale files. */
export type Payload =
  | Frozen<RESTPostAPIChatInputApplicationCommandsJSONBody>
  | Frozen<RESTPostAPIContextMenuApplicationCommandsJSONBody>;

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** What a handler knows of who asks and where. */
export interface Context {
  /** The corpus as it was when the question came. */
  readonly library: Library;
  /** The bot's words in the asker's language, for what only the asker sees. */
  readonly reader: Messages;
  /** The bot's words in the server's language, for what all see; in direct messages the asker's. */
  readonly room: Messages;
  readonly asker: { readonly id: string; readonly permissions: bigint };
  readonly application: string;
  readonly channel: string | null;
  /** Null in direct messages. */
  readonly guild: string | null;
  /** False where the bot is not a member: a command installed to the asker's account alone. */
  readonly member: boolean;
  /** What the bot may do in the channel, as Discord says with the interaction. */
  readonly botPermissions: bigint;
  /** When it was asked, by Discord's clock: milliseconds of Unix time. */
  readonly asked: number;
  readonly api: DiscordApi;
  /** All commands, for help. */
  readonly commands: readonly Command[];
  /** Says that the answer takes longer than Discord's 3 seconds; the handler's reply then replaces the placeholder. */
  defer(visibility: Reply['visibility']): Promise<void>;
  /** Replaces the placeholder with how far the work has come. */
  progress(content: string): Promise<void>;
}

/** A click, and the message that it was made on. */
export interface ButtonContext extends Context {
  readonly message: APIMessage;
}

export type ButtonResult =
  /** A new message. */
  | Reply
  /** Replaces the clicked message; `followUps` come after. */
  | { readonly kind: 'update'; readonly reply: Reply }
  | { readonly kind: 'delete' };

export type ButtonHandler = (context: ButtonContext, state: string) => ButtonResult | Promise<ButtonResult>;
export type Buttons = Readonly<Record<string, ButtonHandler>>;

/** Label and value of a suggestion, each of 1 to 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

export type Autocompletion = (context: Pick<Context, 'library' | 'reader'>, typed: string) => Choice[];

/** The values of a payload's options by name; of a menu, the target. */
export type Arguments<Data> = Data extends { readonly type: ApplicationCommandType.Message }
  ? { readonly target: APIMessage }
  : Data extends { readonly type: ApplicationCommandType.User }
    ? { readonly target: APIUser }
    : Data extends { readonly options: readonly (infer Option)[] }
      ? { readonly [Each in Option as NameOf<Each>]: ValueOf<Each> }
      : Readonly<Record<never, never>>;

type NameOf<Option> = Option extends { readonly name: infer Name extends string } ? Name : never;
type ValueOf<Option> = Option extends { readonly required: true } ? Given<Option> : Given<Option> | undefined;
type Given<Option> = Option extends { readonly choices: readonly { readonly value: infer Value }[] }
  ? Value
  : Option extends { readonly type: infer Type }
    ? Type extends ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number
      ? number
      : Type extends ApplicationCommandOptionType.Boolean
        ? boolean
        : string
    : never;
type Autocompleted<Data> = Data extends { readonly options: readonly (infer Option)[] }
  ? NameOf<Extract<Option, { readonly autocomplete: true }>>
  : never;

interface Handlers<Data> {
  readonly data: Data;
  run(context: Context, args: Arguments<Data>): Reply | Promise<Reply>;
  /** What the help says of a menu, whose payload has no description. */
  readonly about?: string;
  /** Buttons of this command's replies, by the name in their custom ids. */
  readonly buttons?: Buttons;
  /** True for commands that cost nothing and tell how to use the others. */
  readonly free?: boolean;
  /** Suggestions for each option whose payload says `autocomplete: true`. */
  readonly autocomplete?: Readonly<Record<Autocompleted<Data>, Autocompletion>>;
}

type Definition<Data> = Handlers<Data> &
  ([Autocompleted<Data>] extends [never] ? unknown : Required<Pick<Handlers<Data>, 'autocomplete'>>);

/** A command as the dispatcher sees it; its arguments were checked against the payload. */
export interface Command {
  readonly data: Payload;
  run(context: Context, args: never): Reply | Promise<Reply>;
  readonly about?: string;
  readonly buttons?: Buttons;
  readonly free?: boolean;
  readonly autocomplete?: Readonly<Record<string, Autocompletion>>;
}

/** A command: its payload, and what it does. Leaving out a handler that the payload calls for does not compile. */
export function defineCommand<const Data extends Payload>(definition: Definition<Data>): Command {
  return definition;
}
