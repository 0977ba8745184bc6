import type { NodeError as Complete } from './openapi';

/** An error of the server, or of the way to it: n8n's NodeError JSON. */
export type NodeError = Partial<Complete> & { message: string };

/** A call that was not answered with what was asked for. */
export class Failure extends Error {
  readonly status: number;
  readonly error: NodeError;

  constructor(status: number, error: NodeError) {
    super(error.message);
    this.status = status;
    this.error = error;
  }

  /** The parameter that the error is about, if it names one. */
  get parameter(): string | undefined {
    const name = this.error.context?.['parameter'];
    return typeof name === 'string' ? name : undefined;
  }
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What to show of anything that was thrown. */
export function asNodeError(error: unknown): NodeError {
  if (error instanceof Failure) return error.error;
  return { message: error instanceof Error ? error.message : String(error) };
}
