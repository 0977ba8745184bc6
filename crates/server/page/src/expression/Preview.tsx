import { useEffect, useState } from 'react';
import { asNodeError, isAborted } from '../api/failure';
import type { Evaluated } from '../api/types';
import { useFormHost } from '../form/host';
import { shown } from './expression';

const PAUSE = 200;

type State = { value?: Evaluated; problem?: string };

/** What the expression gives for the chosen sample item, as one types. */
export function Preview({ expression, id }: { expression: string; id: string }) {
  const { evaluate } = useFormHost();
  const [state, setState] = useState<State>({});
  useEffect(() => {
    const abort = new AbortController();
    const look = () =>
      evaluate(expression, abort.signal).then(
        (value) => setState({ value }),
        (error: unknown) => isAborted(error) || setState({ problem: asNodeError(error).message }),
      );
    const timer = setTimeout(look, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [expression, evaluate]);
  if (state.problem !== undefined) {
    return <output id={id} className="preview preview-problem">{state.problem}</output>;
  }
  if (state.value === undefined) return <output id={id} className="preview">…</output>;
  return (
    <output id={id} className="preview">
      <span className="preview-type">{state.value.type}</span>
      <span className="preview-value">{shown(state.value.value) || '(empty)'}</span>
    </output>
  );
}
