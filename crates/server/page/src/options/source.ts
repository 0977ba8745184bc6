import type { FieldPathList } from '@rjsf/utils';
import { useMemo } from 'react';
import { useFormHost, type Source } from '../form/host';
import { spelled, valueFrom } from '../form/path';

/** What a field's choices come from, and what makes them other ones. */
export interface Origin {
  source: Source | undefined;
  /** Changes whenever the choices have to be asked for again. */
  key: string;
}

/** Where the choices of the field at `path` come from; what is not asked for by a path needs the `method`. */
export function useOrigin(path: FieldPathList, method: string, dependsOn: string[]): Origin {
  const { parameters } = useFormHost();
  const text = spelled(path);
  const given = dependsOn.map((name) => valueFrom(path, name, parameters) ?? null);
  const key = JSON.stringify([text, method, given]);
  return useMemo(() => {
    const source = text !== undefined ? { path: text } : method !== '' ? { method } : undefined;
    return { source, key };
  }, [key]);
}
