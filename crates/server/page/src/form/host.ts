import { createContext, useContext } from 'react';
import type { Choices, Evaluated, Json } from '../api/types';

/** What the fields of a form ask for while it is being filled in. */
export interface FormHost {
  /** Evaluates an expression on the chosen sample item; a new function whenever that would give something else. */
  evaluate: (expression: string, signal: AbortSignal) => Promise<Evaluated>;
  /** Asks a loader for the choices of a field; a new function whenever the credentials change. */
  choices: (method: string, filter: string, signal: AbortSignal) => Promise<Choices>;
  /** The present value of a parameter, for fields whose choices depend on it. */
  valueOf: (parameter: string) => Json | undefined;
}

const Context = createContext<FormHost | undefined>(undefined);

export const FormHostProvider = Context.Provider;

export function useFormHost(): FormHost {
  const host = useContext(Context);
  if (host === undefined) throw new Error('A field stands outside of a form');
  return host;
}
