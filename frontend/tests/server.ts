/** A real HTTP server on the loopback address that stands in for the API, and notes what it was asked. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

export interface TestServer {
  origin: string;
  asked: string[];
  fetch: typeof globalThis.fetch;
  close: () => Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1 that answers each request with what `answer` says. */
export async function serve(answer: (request: IncomingMessage) => Answer | Promise<Answer>): Promise<TestServer> {
  const asked: string[] = [];
  const server: Server = createServer(async (request, response) => {
    asked.push(request.url ?? '');
    const { status, body, headers } = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    // Like the fetch of a page, and of SvelteKit's load: addresses are relative to the origin.
    fetch: (input, init) => globalThis.fetch(new URL(String(input), origin), init),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
