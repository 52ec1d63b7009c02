import { type ImportHints, type ImportResult, importSource } from '../../../src/corpus/import/index.ts';

/** Imports a text or bytes as a file of this name. */
export function importOf(
  content: string | Uint8Array,
  hints: Partial<ImportHints> & { readonly fileName: string },
): ImportResult {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return importSource(bytes, hints);
}

/** The corpus file that a page becomes; fails the test where it becomes none. */
export function contentOf(content: string | Uint8Array, fileName = 'page.html'): string {
  const imported = importOf(content, { fileName });
  if (imported.kind === 'problem') throw new Error(imported.message);
  return imported.content;
}

/** Its body: what stands after the front matter. */
export function bodyOf(content: string | Uint8Array, fileName = 'page.html'): string {
  return contentOf(content, fileName).replace(/^---\n[\s\S]*?\n---\n/, '');
}

/** A page around a body. */
export function page(body: string, head = ''): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
}

/** A page as a newspaper has it: the article amid what belongs to the site. */
export const NEWS_PAGE = page(
  `<nav><ul><li><a href="/">Home</a></li><li><a href="/news">All news</a></li></ul></nav>
  <div class="consent">We use cookies. Accept them?</div>
  <main><article>
    <h1>Council adopts the harbour plan</h1>
    <p>The council adopted the plan on <b>Thursday</b>, after a debate of six hours&nbsp;&mdash; the longest since 1998.</p>
    <figure><img src="dusk.jpg" alt="The harbour"><figcaption>The harbour at dusk</figcaption></figure>
    <p>&ldquo;We have waited for this,&rdquo; harbour master <a href="/people/ada">Ada Lindqvist</a> said.</p>
    <blockquote><p>“The plan is a mistake,” said Jonas Ek.</p></blockquote>
    <h2>What changes</h2>
    <ul><li>The pier closes in May.</li><li>Ferries move to <i>Port Ellen</i>.</li></ul>
    <table><tr><th>Year</th><th>Cost</th></tr><tr><td>2025</td><td>£4m</td></tr></table>
    <p>Fishermen collected four hundred signatures against the plan,<br>which the mayor did not answer.</p>
    <p>The vote was 7 to 4, with two members absent, and the mayor signed the plan on the same evening, in front of a
       small crowd.</p>
  </article></main>
  <aside><h3>Most read</h3><p>Ten stories that everybody reads</p></aside>
  <footer>© The Skerry Herald</footer>`,
  `<title>Council adopts the harbour plan | The Skerry Herald</title>
  <style>p { color: red }</style><script>document.write('<p>Injected</p>')</script>`,
);
