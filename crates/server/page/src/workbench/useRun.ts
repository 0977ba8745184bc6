import { useEffect, useRef, useState } from 'react';
import { asNodeError, Failure, isAborted } from '../api/failure';
import type { Executed } from '../api/types';
import type { Issues } from '../form/errors';
import type { Run } from '../output/Output';

/** Runs one call after the other, the latest of which counts, and tells how it went. */
export function useRun(onRun: (run: Run) => void) {
  const latest = useRef<AbortController>(undefined);
  const [busy, setBusy] = useState(false);
  /** What a service refused, by parameter. */
  const [refused, setRefused] = useState<Issues>({});
  useEffect(() => () => latest.current?.abort(), []);

  const run = async (execute: (signal: AbortSignal) => Promise<Executed>) => {
    latest.current?.abort();
    const abort = new AbortController();
    latest.current = abort;
    const started = performance.now();
    setBusy(true);
    setRefused({});
    onRun({ running: true });
    try {
      const executed = await execute(abort.signal);
      onRun({ running: false, executed, milliseconds: performance.now() - started });
    } catch (error) {
      if (isAborted(error)) return;
      onRun({ running: false, error: asNodeError(error) });
      if (error instanceof Failure && error.parameter) setRefused({ [error.parameter]: [error.error.message] });
    } finally {
      if (latest.current === abort) setBusy(false);
    }
  };
  return { busy, refused, run, forget: () => setRefused({}) };
}
