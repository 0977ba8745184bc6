import { useCallback, useEffect, useMemo, useState } from 'react';
import * as calls from '../api/calls';
import type { Client } from '../api/client';
import type { CredentialState, CredentialType, Credentials, JsonObject } from '../api/types';

export interface CredentialBox {
  types: CredentialType[];
  states: CredentialState[];
  /** What this page holds, in memory only, and sends with each call. */
  held: Credentials;
  hold: (type: string, data: JsonObject | undefined) => void;
  store: (type: string, data: JsonObject) => Promise<void>;
  remove: (type: string) => Promise<void>;
}

/** The credentials that the page holds and those that the server has. */
export function useCredentials(client: Client): CredentialBox {
  const [types, setTypes] = useState<CredentialType[]>([]);
  const [states, setStates] = useState<CredentialState[]>([]);
  const [held, setHeld] = useState<Credentials>({});
  const refresh = useCallback(() => calls.credentialStates(client).then(setStates, () => setStates([])), [client]);
  useEffect(() => {
    calls.credentialTypes(client).then(setTypes, () => setTypes([]));
    void refresh();
  }, [client, refresh]);
  return useMemo(() => {
    const hold = (type: string, data: JsonObject | undefined) =>
      setHeld(({ [type]: _before, ...others }) => (data === undefined ? others : { ...others, [type]: data }));
    const store = async (type: string, data: JsonObject) => {
      await calls.storeCredential(client, type, data);
      hold(type, undefined);
      await refresh();
    };
    const remove = async (type: string) => {
      await calls.deleteCredential(client, type);
      await refresh();
    };
    return { types, states, held, hold, store, remove };
  }, [client, types, states, held, refresh]);
}
