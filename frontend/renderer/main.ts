/** The program `node index.js SOCKET`: renders pages for whoever may open the socket. */
import type { Server } from '@sveltejs/kit';
import { listen } from './listen.ts';
import { draw, drawFrom, type Job } from './render.ts';

/** Starts the renderer on the socket file that the command line names. */
export async function main(server: Server): Promise<void> {
  const [, , socket] = process.argv;
  if (!socket) throw new Error('Name the file of the socket: node index.js SOCKET');
  await server.init({ env: {} });
  // The first page takes twenty times as long as the others, and shows whether SvelteKit still does what we expect.
  await drawFrom(server, '/', () => Response.json({}, { status: 404 }));
  await listen(socket, async (order) => draw(server, jobIn(order)));
}

function jobIn(order: string): Job {
  const { path, state } = JSON.parse(order) as Partial<Job>;
  if (!path?.startsWith('/') || typeof state !== 'object') throw new Error('An order names a path and a state');
  return { path, state };
}
