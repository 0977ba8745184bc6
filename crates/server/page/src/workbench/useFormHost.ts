import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import * as calls from '../api/calls';
import type { Client } from '../api/client';
import type { Credentials, Item, NodeJson } from '../api/types';
import type { Asked, FormHost, Source } from '../form/host';

/** Answers the fields of a form: expressions on the sample item, choices with the node as it stands. */
export function useFormHostOf(
  client: Client,
  node: NodeJson,
  items: Item[],
  sample: number,
  credentials: Credentials,
): FormHost {
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
    (source: Source, asked: Asked, signal: AbortSignal) =>
      calls.options(client, { node: present.current, ...source, ...asked, ...calls.given(credentials) }, signal),
    [client, credentials],
  );
  const fields = useCallback(
    (source: Source, signal: AbortSignal) =>
      calls.mapperFields(client, { node: present.current, ...source, ...calls.given(credentials) }, signal),
    [client, credentials],
  );
  const { parameters } = node;
  return useMemo(() => ({ evaluate, choices, fields, parameters }), [evaluate, choices, fields, parameters]);
}
