/** What can be wrong with a message, found out before it is sent and told in the reader's language. */
import type { ContactForm, FieldProblem, TypedFields } from './api/types.ts';
import type { Texts } from './texts.ts';

export type FieldName = keyof TypedFields;
/** What is wrong with the fields that aren't right, in a sentence each. */
export type Faults = Partial<Record<FieldName, string>>;

/** In the order in which they stand on the page. */
export const FIELDS: FieldName[] = ['name', 'email', 'message'];
const NEEDED = new Set<FieldName>(['email', 'message']);

/** Something before and after an @, with a dot: whether there is such an address, the server knows better. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** How long a text is as the server counts: an emoji is one character, and so is a line break. */
export function lengthOf(text: string): number {
  return [...text.replaceAll('\r\n', '\n').trim()].length;
}

/** What keeps the fields from being sent. */
export function faultsIn(fields: TypedFields, limits: ContactForm['limits'], texts: Texts): Faults {
  const found = FIELDS.map((name) => [name, codeOf(name, fields[name], limits[name])] as const);
  return Object.fromEntries(
    found.filter(([, code]) => code).map(([name, code]) => [name, sentence(name, code, limits[name], texts)]),
  );
}

/** What the server said is wrong, where it is about fields of the form. */
export function faultsOf(errors: FieldProblem[], limits: ContactForm['limits'], texts: Texts): Faults {
  const known = errors.filter(({ parameter }) => FIELDS.some((name) => name === parameter));
  return Object.fromEntries(
    known.map(({ parameter, code, detail }) => {
      const name = parameter as FieldName;
      return [name, sentence(name, code, limits[name], texts) || detail];
    }),
  );
}

function codeOf(name: FieldName, value: string, limit: number): string {
  if (!value.trim()) return NEEDED.has(name) ? 'blank' : '';
  if (lengthOf(value) > limit) return 'max_length';
  return name === 'email' && !EMAIL.test(value.trim()) ? 'invalid' : '';
}

function sentence(name: FieldName, code: string, limit: number, texts: Texts): string {
  if (code === 'max_length') return texts.letter_too_long({ limit });
  if (/characters_not_allowed$/.test(code)) return texts.letter_odd_characters();
  if (name === 'email') return code === 'invalid' ? texts.letter_email_invalid() : texts.letter_email_blank();
  if (name === 'name') return texts.letter_odd_characters();
  return code === 'invalid' ? '' : texts.letter_message_blank();
}
