/** Notices which part of a long page is being read. */

/** A line a third down the screen: a part is being read while it crosses that line. */
const LINE = '-33% 0px -66% 0px';

/** Tells the id of the part that has come to be read, each time that it changes. Call what it returns to stop. */
export function followReading(parts: Iterable<Element>, tell: (id: string) => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      const reached = entries.findLast((entry) => entry.isIntersecting);
      if (reached) tell(reached.target.id);
    },
    { rootMargin: LINE },
  );
  for (const part of parts) observer.observe(part);
  return () => observer.disconnect();
}
