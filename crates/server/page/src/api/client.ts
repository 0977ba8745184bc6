import { Failure, type NodeError } from './failure';

/** Asks the user for a bearer token; resolves once one was given. */
export type AskForToken = (refused: boolean) => Promise<string>;

/** Calls the server. The bearer token lives in memory only and is asked for when the server wants one. */
export class Client {
  #token: string | undefined;
  #asking: Promise<string> | undefined;
  readonly #ask: AskForToken;

  constructor(ask: AskForToken) {
    this.#ask = ask;
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#call<T>(path, { method: 'GET', signal: signal ?? null });
  }

  async send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const text = body === undefined ? null : JSON.stringify(body);
    return this.#call<T>(path, { method, headers, body: text, signal: signal ?? null });
  }

  async #call<T>(path: string, init: RequestInit): Promise<T> {
    const token = this.#token;
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const response = await this.#fetch(path, { ...init, headers });
    if (response.status === 401) {
      await this.#renew(token);
      return this.#call<T>(path, init);
    }
    const text = await response.text();
    if (!response.ok) throw new Failure(response.status, errorOf(response, text));
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(path, init);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new Failure(0, { message: 'The server does not answer', description: 'Is nodewright serve still running?' });
    }
  }

  /** Calls that are refused together ask together. */
  async #renew(refused: string | undefined): Promise<void> {
    if (refused !== this.#token) return;
    this.#asking ??= this.#ask(refused !== undefined);
    try {
      this.#token = await this.#asking;
    } finally {
      this.#asking = undefined;
    }
  }
}

function errorOf(response: Response, text: string): NodeError {
  try {
    const error = JSON.parse(text) as NodeError;
    if (typeof error.message === 'string') return error;
  } catch {
    // Something between here and the server answered.
  }
  return { message: `The server answered ${response.status} ${response.statusText}`.trim() };
}
