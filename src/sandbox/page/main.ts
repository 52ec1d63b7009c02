import '@skyra/discord-components-core/discord-action-row.js';
import '@skyra/discord-components-core/discord-attachments.js';
import '@skyra/discord-components-core/discord-file-attachment.js';
import '@skyra/discord-components-core/discord-messages.js';
import '@skyra/discord-components-core/discord-spoiler.js';
import '@skyra/discord-components-core/discord-time.js';
import { render } from 'lit';
import { type App, createApp } from './app.ts';
import { adjustComponents } from './component-styles.ts';
import { createEffects } from './effects.ts';
import { readSettings, writeSettings } from './settings.ts';
import { pageView } from './view/shell.ts';

const root = document.querySelector<HTMLElement>('#root')!;
const effects = createEffects();

function draw(app: App): void {
  document.documentElement.dataset.theme = app.state.theme;
  document.documentElement.lang = app.state.locale;
  document.title = app.say('page');
  render(pageView(app), root);
  effects.after(app);
}

adjustComponents();
draw(createApp(readSettings(), draw, writeSettings));
