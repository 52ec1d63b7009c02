/** Discord's limits, each in its one place. Durations are in milliseconds, lengths in UTF-16 code units. */

// Interactions
export const INTERACTION_RESPONSE_DEADLINE = 3_000;
export const INTERACTION_TOKEN_LIFETIME = 900_000; // 15 minutes
export const USER_INSTALL_FOLLOW_UPS = 5;
export const AUTOCOMPLETE_CHOICES = 25;

// Commands
export const CHAT_INPUT_COMMANDS = 100;
export const USER_COMMANDS = 15;
export const MESSAGE_COMMANDS = 15;
export const COMMAND_NAME = 32;
export const COMMAND_DESCRIPTION = 100;
export const COMMAND_OPTIONS = 25;
export const COMMAND_CHOICES = 25;
export const CHOICE_TEXT = 100;
export const COMMAND_CHARACTERS = 8_000;
export const STRING_OPTION = 6_000;
export const COMMAND_CREATIONS_A_DAY = 200;

// Messages
export const MESSAGE_CONTENT = 2_000;
export const MESSAGE_NONCE = 25;
export const NONCE_MEMORY = 300_000; // "a few minutes" in the documentation
export const MESSAGE_STICKERS = 3;
export const PINS = 250;
export const REACTIONS = 20;
export const MESSAGE_LIST = 100;
export const MESSAGE_LIST_DEFAULT = 50;
export const ATTACHMENTS = 10;
export const OLD_MESSAGE_AGE = 3_600_000; // an hour, after which edits are limited
export const OLD_MESSAGE_EDITS = 30; // not documented: an hour's allowance to a channel in the sandbox
export const TYPING_LASTS = 10_000;
export const ALLOWED_MENTION_IDS = 100;

// Embeds
export const EMBEDS = 10;
export const EMBED_CHARACTERS = 6_000;
export const EMBED_TITLE = 256;
export const EMBED_DESCRIPTION = 4_096;
export const EMBED_FIELDS = 25;
export const EMBED_FIELD_NAME = 256;
export const EMBED_FIELD_VALUE = 1_024;
export const EMBED_FOOTER = 2_048;
export const EMBED_AUTHOR = 256;

// Components
export const ACTION_ROWS = 5;
export const BUTTONS_A_ROW = 5;
export const BUTTON_LABEL = 80;
export const CUSTOM_ID = 100;
export const BUTTON_URL = 512;
export const SELECT_OPTIONS = 25;
export const SELECT_PLACEHOLDER = 150;
export const MODAL_TITLE = 45;
export const MODAL_COMPONENTS = 5;
export const TEXT_INPUT = 4_000;
export const TEXT_INPUT_LABEL = 45;
export const LABEL_DESCRIPTION = 100;
export const TEXT_INPUT_PLACEHOLDER = 100;
export const COMPONENTS_V2 = 40;
export const COMPONENTS_V2_CHARACTERS = 4_000;

// REST
export const GLOBAL_REQUESTS_A_SECOND = 50;
export const INVALID_REQUESTS = 10_000;
export const INVALID_REQUEST_WINDOW = 600_000; // 10 minutes
export const REQUEST_BYTES = 26_214_400; // 25 MiB

// Gateway
export const IDENTIFIES_A_DAY = 1_000;
export const DAY = 86_400_000;
export const IDENTIFY_WINDOW = 5_000;
export const GATEWAY_SENDS = 120;
export const GATEWAY_SEND_WINDOW = 60_000;
export const GATEWAY_PAYLOAD_BYTES = 4_096;
export const HEARTBEAT_INTERVAL = 41_250;
export const RESUME_WINDOW = 180_000; // not documented: long enough for a restart of the client
export const REPLAYED_EVENTS = 5_000;
export const GUILDS_A_SHARD = 2_500;

// The sandbox's own, so that a long run stays small
export const MESSAGES_KEPT = 2_000; // in a channel
export const INTERACTIONS_KEPT = 2_000; // spent ones, for errors about them
export const FILES_KEPT = 100;
export const PATIENCE = 10_000; // of a driver that awaits what a member sees, in real time
