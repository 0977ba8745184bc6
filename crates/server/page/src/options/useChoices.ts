import { useEffect, useState } from 'react';
import { asNodeError, isAborted } from '../api/failure';
import type { Choice } from '../api/types';
import { useFormHost } from '../form/host';

const PAUSE = 200;

export interface Loading {
  choices: Choice[];
  loading: boolean;
  /** Whether there are more than these. */
  more?: boolean;
  problem?: string;
}

const NOTHING: Loading = { choices: [], loading: false };

/** The loader's choices for what was typed, loaded again when a parameter changes that they depend on. */
export function useChoices(method: string, dependsOn: string[], filter: string, wanted: boolean): Loading {
  const { choices, valueOf } = useFormHost();
  const [state, setState] = useState(NOTHING);
  const given = JSON.stringify(dependsOn.map(valueOf));
  useEffect(() => {
    if (!wanted || method === '') return;
    const abort = new AbortController();
    setState((before) => ({ choices: before.choices, loading: true }));
    const load = () =>
      choices(method, filter, abort.signal).then(
        (found) => setState({ choices: found.options, loading: false, more: found.cursor !== undefined }),
        (error: unknown) => {
          if (!isAborted(error)) setState({ choices: [], loading: false, problem: asNodeError(error).message });
        },
      );
    const timer = setTimeout(load, filter === '' ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [choices, method, given, filter, wanted]);
  return state;
}
