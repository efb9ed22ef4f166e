/** Lets readers take a citation along: a line that names the passage, and a link to it. */

/**
 * Makes links to passages copy a citation as well as lead there: `describe` gives the line for the id that a link
 * leads to, and null for links of another kind. `tell` hears the line and whether it has been copied. Call what it returns
 * to stop.
 */
export function offerCitations(
  element: HTMLElement,
  describe: (id: string) => string | null,
  tell: (line: string, isCopied: boolean) => void,
): () => void {
  async function cite(event: MouseEvent) {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    const line = link && describe(decodeURIComponent(link.hash.slice(1)));
    // A link that is opened elsewhere is meant as a link.
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    tell(line, await copy(`${line}\n${link.href}`));
  }

  element.addEventListener('click', cite);
  return () => element.removeEventListener('click', cite);
}

/** Whether the clipboard took the text: browsers refuse it to pages without HTTPS, and readers may forbid it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
