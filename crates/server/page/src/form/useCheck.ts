import { useCallback, useEffect, useRef, useState } from 'react';
import * as calls from '../api/calls';
import type { Client } from '../api/client';
import type { Checked, JsonObject } from '../api/types';

/** What the server said, and of which parameters. */
export interface Checking extends Checked {
  of: JsonObject;
}

const PAUSE = 150;

/** Lets the server check the parameters a moment after each change; also at once, on demand. */
export function useCheck(client: Client, type: string, version: number, parameters: JsonObject): [Checking | undefined, () => Promise<Checked>] {
  const [checked, setChecked] = useState<Checking>();
  const latest = useRef<AbortController>(undefined);
  const check = useCallback(async () => {
    latest.current?.abort();
    const abort = new AbortController();
    latest.current = abort;
    const answer = await calls.check(client, { type, version }, parameters, abort.signal);
    setChecked({ ...answer, of: parameters });
    return answer;
  }, [client, type, version, parameters]);
  useEffect(() => {
    const timer = setTimeout(() => check().catch(() => undefined), PAUSE);
    return () => clearTimeout(timer);
  }, [check]);
  return [checked, check];
}
