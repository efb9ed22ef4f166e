/** Puts Wagtail's bar into the site, as the admin writes it: fetched where somebody has been in the admin, by no reader. */

interface Userbar extends HTMLElement {
  /** Checks the page again, and tells the admin's window. */
  runAxe?: () => Promise<void>;
}

const TAG = 'wagtail-userbar';
/** So that the checks don't hold up who types, and begin when somebody stops. */
const QUIET_MS = 1000;

let latest = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows the bar for the page with that id; none for what is no page of an editor's. */
export async function show(id?: number): Promise<void> {
  // In a preview, the admin sends it.
  if (parent !== window) return;
  const own = ++latest;
  const response = await fetch(`/admin/bar/?page=${id ?? ''}`, { redirect: 'manual' });
  if (own !== latest) return;
  if (response.ok) return showUserbar(await response.text());
  hideUserbar();
  // To the login: nobody is logged in any more.
  if (response.type === 'opaqueredirect') localStorage.removeItem('editor');
}

/** `html` comes from the admin. It takes the place of the bar that was there. */
export function showUserbar(html: string): void {
  hideUserbar();
  const template = document.createElement('template');
  template.innerHTML = html;
  const scripts = [...template.content.querySelectorAll<HTMLScriptElement>('script[src]')];
  for (const script of scripts) script.remove();
  document.body.append(template.content);
  // Scripts that come with HTML don't run. Once they have, they notice a new bar themselves.
  for (const { src } of scripts) if (!document.querySelector(`script[src="${CSS.escape(src)}"]`)) load(src);
}

export function hideUserbar(): void {
  document.querySelector(TAG)?.remove();
}

/** Has the page checked again, now that it has changed, as soon as it stays as it is for a while. */
export function checkAgain(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    // The admin's window may be at it in this very moment; then it is done a little later.
    void document.querySelector<Userbar>(TAG)?.runAxe?.().catch(checkAgain);
  }, QUIET_MS);
}

function load(src: string): void {
  const script = document.createElement('script');
  script.src = src;
  script.async = false;
  document.head.append(script);
}
