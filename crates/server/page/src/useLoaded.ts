import { useEffect, useState } from 'react';
import { asNodeError, isAborted, type NodeError } from './api/failure';

export interface Loaded<T> {
  value?: T;
  problem?: NodeError;
}

/** What a call of the server gives; called again when one of `inputs` changes. Nothing is loaded without a `load`. */
export function useLoaded<T>(load: ((signal: AbortSignal) => Promise<T>) | undefined, inputs: unknown[]): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { inputs: unknown[] }>({ inputs: [] });
  useEffect(() => {
    const abort = new AbortController();
    load?.(abort.signal).then(
      (value) => setState({ value, inputs }),
      (error: unknown) => isAborted(error) || setState({ problem: asNodeError(error), inputs }),
    );
    return () => abort.abort();
  }, inputs);
  return sameInputs(state.inputs, inputs) ? state : {};
}

function sameInputs(a: unknown[], b: unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => Object.is(one, b[index]));
}
