import { Failure, type NodeError } from './failure';
import { filled, type Answer, type Body, type Method, type Path, type Places } from './routes';

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

  /** Paths, what they take and what they answer are those of the server's OpenAPI document. */
  async get<P extends Path<'get'>>(path: P, places: Places<P>, signal?: AbortSignal): Promise<Answer<'get', P>> {
    return this.#call(filled(path, places), { method: 'GET', signal: signal ?? null });
  }

  async send<M extends Exclude<Method, 'get'>, P extends Path<M>>(
    method: M,
    path: P,
    places: Places<P>,
    body: Body<M, P>,
    signal?: AbortSignal,
  ): Promise<Answer<M, P>> {
    const headers = { 'content-type': 'application/json' };
    const text = body === undefined ? null : JSON.stringify(body);
    return this.#call(filled(path, places), {
      method: method.toUpperCase(),
      headers,
      body: text,
      signal: signal ?? null,
    });
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
      throw new Failure(0, {
        message: 'The server does not answer',
        description: 'Is nodewright serve still running?',
      });
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
