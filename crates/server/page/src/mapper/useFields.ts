import { useRef, useState } from 'react';
import type { MapperFields } from '../api/types';
import { useFormHost, type Source } from '../form/host';
import type { Origin } from '../options/source';
import { useLoaded, type Loaded } from '../useLoaded';

const PAUSE = 200;

/** The fields of a resource mapper, loaded again when a parameter changes that they depend on, or on demand. */
export function useFields({ source, key }: Origin): Loaded<MapperFields> & { again: () => void } {
  const { fields } = useFormHost();
  const [turn, setTurn] = useState(0);
  const first = useRef(key);
  const load = async (of: Source, signal: AbortSignal) => {
    // Who types what the fields depend on is not done after each letter.
    if (key !== first.current) await new Promise((done) => setTimeout(done, PAUSE));
    return fields(of, signal);
  };
  const loaded = useLoaded(source && ((signal) => load(source, signal)), [fields, key, turn]);
  return { ...loaded, again: () => setTurn(turn + 1) };
}
