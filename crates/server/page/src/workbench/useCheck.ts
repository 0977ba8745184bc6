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
export function useCheck(client: Client, node: calls.NodeVersion, parameters: JsonObject): [Checking | undefined, () => Promise<Checked>] {
  const [checked, setChecked] = useState<Checking>();
  const latest = useRef(0);
  const check = useCallback(
    async (signal?: AbortSignal) => {
      const turn = ++latest.current;
      const answer = await calls.check(client, node, parameters, signal);
      if (turn === latest.current) setChecked({ ...answer, of: parameters });
      return answer;
    },
    [client, node, parameters],
  );
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => check(abort.signal).catch(() => undefined), PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [check]);
  return [checked, () => check()];
}
