import { useEffect, useRef, useState } from 'react';
import { asNodeError, isAborted } from '../api/failure';
import type { Choice } from '../api/types';
import { useFormHost } from '../form/host';
import type { Origin } from './source';

const PAUSE = 200;

export interface Loading {
  choices: Choice[];
  loading: boolean;
  /** Where the next page starts, if there is one. */
  cursor?: string;
  problem?: string;
}

const NOTHING: Loading = { choices: [], loading: false };

/** The choices for what was typed, loaded again when one of the parameters changes that they depend on. */
export function useChoices({ source, key }: Origin, filter: string, wanted: boolean) {
  const { choices } = useFormHost();
  const [state, setState] = useState(NOTHING);
  const list = useRef<AbortController>(undefined);
  const load = async (signal: AbortSignal, cursor?: string) => {
    if (source === undefined) return;
    try {
      const asked = { ...(filter && { filter }), ...(cursor !== undefined && { cursor }) };
      const page = await choices(source, asked, signal);
      if (signal.aborted) return;
      setState((before) => ({
        choices: cursor === undefined ? page.options : [...before.choices, ...page.options],
        loading: false,
        ...(page.cursor != null && { cursor: page.cursor }),
      }));
    } catch (error) {
      if (isAborted(error) || signal.aborted) return;
      const problem = asNodeError(error).message;
      // The pages that came before stay, and the next one can be asked for again.
      setState((before) => ({ ...(cursor === undefined ? NOTHING : before), loading: false, problem }));
    }
  };
  useEffect(() => {
    if (!wanted || source === undefined) return setState(NOTHING);
    const abort = new AbortController();
    list.current = abort;
    setState((before) => ({ choices: before.choices, loading: true }));
    const timer = setTimeout(() => load(abort.signal), filter === '' ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [choices, key, filter, wanted]);
  const loadMore = () => {
    if (list.current === undefined || state.cursor === undefined || state.loading) return;
    setState(({ problem: _solved, ...before }) => ({ ...before, loading: true }));
    void load(list.current.signal, state.cursor);
  };
  return { ...state, loadMore };
}
