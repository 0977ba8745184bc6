import { useState } from 'react';
import type { MapperFields } from '../api/types';
import { useFormHost } from '../form/host';
import type { Origin } from '../options/source';
import { useLoaded, type Loaded } from '../useLoaded';

/** The fields of a resource mapper, loaded again when a parameter changes that they depend on, or on demand. */
export function useFields({ source, key }: Origin): Loaded<MapperFields> & { again: () => void } {
  const { fields } = useFormHost();
  const [turn, setTurn] = useState(0);
  const loaded = useLoaded(source && ((signal) => fields(source, signal)), [fields, key, turn]);
  return { ...loaded, again: () => setTurn(turn + 1) };
}
