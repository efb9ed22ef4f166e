/** Has every block of a body leave marks around itself, so that the element that a click hits leads to the block's field. */
import type { Component } from 'svelte';
import { blocks } from '#lib/blocks/index.ts';
import Block from './Block.svelte';

const OPENING = 'block ';
const CLOSING = '/block';

/** Ids come from the form, and stand in a comment. */
const ID = /^[\w-]+$/;

export function opening(id: string): string {
  return ID.test(id) ? `<!--${OPENING}${id}-->` : '';
}

export function closing(): string {
  return `<!--${CLOSING}-->`;
}

/** Before the first page is drawn, and never outside of a preview: every view of a block is replaced by one that marks it. */
export function markBlocks(): void {
  const views = blocks as unknown as Record<string, Component<{ block: { id: string } }>>;
  for (const [type, view] of Object.entries(views)) {
    views[type] = ((anchor: never, props: { block: { id: string } }) =>
      Block(anchor, {
        view,
        get block() {
          return props.block;
        },
      })) as never;
  }
}

/** The elements of each block in `root`, by the block's id; none for a block that shows nothing. */
export function markedBlocks(root: Node): Map<string, HTMLElement[]> {
  const found = new Map<string, HTMLElement[]>();
  const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) {
    const text = comment.nodeValue ?? '';
    if (text.startsWith(OPENING)) found.set(text.slice(OPENING.length), elementsAfter(comment));
  }
  return found;
}

function elementsAfter(mark: Node): HTMLElement[] {
  const elements: HTMLElement[] = [];
  for (let node = mark.nextSibling; node && node.nodeValue !== CLOSING; node = node.nextSibling) {
    if (node instanceof HTMLElement) elements.push(node);
  }
  return elements;
}
