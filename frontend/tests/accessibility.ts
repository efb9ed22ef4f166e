/** Checks rendered markup with axe, as far as a browser without layout can. */
import axe from 'axe-core';

/**
 * The violations of the WCAG rules in an element, each as "rule: what to do". Contrast needs layout and is left to
 * the browser tests; landmarks and the page's one h1 belong to whole pages, not to the pieces rendered here.
 */
export async function violations(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map((rule) => `${rule.id}: ${rule.help}`);
}
