import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import * as calls from '../api/calls';
import type { Client } from '../api/client';
import type { Credentials, Item, NodeJson } from '../api/types';
import type { FormHost } from '../form/host';

/** Answers the fields of a form: expressions on the sample item, choices with the node as it stands. */
export function useFormHostOf(client: Client, node: NodeJson, items: Item[], sample: number, credentials: Credentials): FormHost {
  // Choices are asked for the node as it is at that moment; that it has changed is no reason to ask again.
  const present = useRef(node);
  useLayoutEffect(() => {
    present.current = node;
  });
  const evaluate = useCallback(
    (expression: string, signal: AbortSignal) => calls.evaluate(client, expression, items, sample, signal),
    [client, items, sample],
  );
  const choices = useCallback(
    (method: string, filter: string, signal: AbortSignal) => {
      const call = { node: present.current, method, ...(filter && { filter }), ...calls.given(credentials) };
      return calls.options(client, call, signal);
    },
    [client, credentials],
  );
  const { parameters } = node;
  return useMemo(() => ({ evaluate, choices, valueOf: (name) => parameters[name] }), [evaluate, choices, parameters]);
}
