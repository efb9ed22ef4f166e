/** Every word of the interface is in the catalogue, in every language, and nowhere else. */
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { loadTexts, textsIn } from '#lib/texts.ts';
import settings from '../project.inlang/settings.json';

type Catalogue = Record<string, unknown>;

function catalogue(locale: string): Catalogue {
  return JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8')) as Catalogue;
}

const english = catalogue(settings.baseLocale);
const sources = globSync('src/**/*.{ts,svelte}', { exclude: (name) => /paraglide|schema\.d\.ts/.test(name) });

/** The gaps of a text: `{name}` gives "name". */
function gaps(message: unknown): string[] {
  return [...new Set(JSON.stringify(message).match(/(?<=\{)\w+(?=\})/g))].sort();
}

/** Attributes and props whose values are read by people. */
const READ = new Set(
  'action alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext heading label name'.split(
    ' ',
  ),
).union(new Set(['placeholder', 'standfirst', 'text', 'title']));

/** Attributes that are read where they are props of components, but tell a program something in HTML. */
const NOT_READ_IN_HTML = new Set(['action', 'name']);

/** A word beginning with a capital letter, or two words in a row: code has neither, sentences have both. */
const WORDS = /^\p{Lu}\p{Ll}+(?!\w)|\p{Ll}{2,} \p{L}{2,}/u;

/** The strings of TypeScript code that read like text. */
function literalsOfCode(code: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && WORDS.test(node.text))
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest));
  return found;
}

/** The texts of a component that do not come from the catalogue: in its markup, its attributes and its code. */
function literalsOfComponent(code: string): string[] {
  const { fragment } = parse(code, { modern: true });
  const found: string[] = [];
  const visit = (node: unknown, isRead: boolean, isHtml = false): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach((child) => visit(child, isRead, isHtml));
    const { type, name, data, value, ...rest } = node as Record<string, unknown>;
    if (type === 'Text' && isRead && /\p{L}/u.test(String(data))) found.push(String(data).trim());
    if (type === 'Literal' && typeof value === 'string' && WORDS.test(value)) found.push(value);
    if (type === 'TemplateElement' && WORDS.test((value as { raw: string }).raw))
      found.push((value as { raw: string }).raw);
    if (type === 'Comment') return;
    const isReadAttribute = READ.has(String(name)) && !(isHtml && NOT_READ_IN_HTML.has(String(name)));
    visit(value, type === 'Attribute' ? isReadAttribute : isRead);
    Object.values(rest).forEach((child) =>
      visit(child, type === 'Attribute' ? false : isRead, type === 'RegularElement'),
    );
  };
  visit(fragment, true);
  const scripts = [...code.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script = '']) => script);
  return [...found, ...scripts.flatMap(literalsOfCode)];
}

test.each([
  ['<p>Hello</p>', 'Hello'],
  ['<p>{a ? "Nothing is planned" : b}</p>', 'Nothing is planned'],
  ['<nav aria-label="Main"></nav>', 'Main'],
  ['<Section heading="Lately" />', 'Lately'],
  ['<p title={`From ${x}`}></p>', 'From'],
  ['<script>let outcome = "Copied."</script>', 'Copied.'],
  ['<Person name="Nobody" />', 'Nobody'],
])('a text in %s is found', (code, text) => {
  expect(literalsOfComponent(code).map((found) => found.trim())).toContain(text);
});

test('a name that only programs read is no text', () => {
  expect(literalsOfComponent('<form action="/search/"><input name="words" /></form>')).toEqual([]);
});

test.each(sources)('%s has no text of its own', (path) => {
  const code = readFileSync(path, 'utf8');
  expect(path.endsWith('.svelte') ? literalsOfComponent(code) : literalsOfCode(code)).toEqual([]);
});

test.each(settings.locales)('every text of the catalogue is there in "%s", with the same gaps', (locale) => {
  const translated = catalogue(locale);
  expect(Object.keys(translated)).toEqual(Object.keys(english));
  const gapsOf = (texts: Catalogue) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, gaps(text)]));
  expect(gapsOf(translated)).toEqual(gapsOf(english));
});

test('every text of the catalogue is used', () => {
  const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(Object.keys(english).filter((key) => key !== '$schema' && !code.includes(`.${key}(`))).toEqual([]);
});

test.each([
  ['de', 'Inhalt'],
  ['de-AT', 'Inhalt'],
  ['en-GB', 'Contents'],
  ['fr', 'Contents'],
  ['', 'Contents'],
])('a page in "%s" names its contents "%s"', async (locale, contents) => {
  await loadTexts(locale);
  expect(textsIn(locale).contents()).toBe(contents);
});
