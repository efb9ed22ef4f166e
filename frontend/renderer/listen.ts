/** Takes orders over a Unix socket and writes back what became of each: one order for each connection. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

/** No order comes near it; one that does would only fill the memory. */
const MOST_CHARACTERS = 32 * 1024 ** 2;

/**
 * Listens, until SIGTERM, on the socket file `path`, which only the own user may open; resolves once it does.
 * An order is what a client writes before it ends its half of the connection. It reads what `fill` made of the
 * order, as JSON, or `{"problem": ...}` where that threw.
 */
export async function listen(path: string, fill: (order: string) => Promise<object>): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => take(socket, fill));
  process.once('SIGTERM', () => server.close(() => process.exit()));
  // A renderer that was killed has left its file behind.
  rmSync(path, { force: true });
  process.umask(0o177);
  server.listen(path);
  await once(server, 'listening');
}

function take(socket: Socket, fill: (order: string) => Promise<object>) {
  let order = '';
  socket.setEncoding('utf8');
  socket.on('data', (part: string) => {
    order += part;
    if (order.length > MOST_CHARACTERS) socket.destroy();
  });
  socket.on('end', () => {
    fill(order)
      .catch((error: unknown) => ({ problem: describe(error) }))
      .then((reply) => socket.end(JSON.stringify(reply)));
  });
  // A client that has given up waiting is no reason to end.
  socket.on('error', () => socket.destroy());
}

/** The error's message and the place where it was thrown. */
function describe(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.split('\n', 2).join('').replace(/\s+/g, ' ');
}
