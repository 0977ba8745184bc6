import { createContext, useContext } from 'react';
import type { Choices, Evaluated, JsonObject, MapperFields } from '../api/types';

/** The source of a field's choices: its path, or its method if there is no path. */
export type Source = { path: string } | { method: string };

/** Which of the choices are asked for. */
export interface Asked {
  filter?: string;
  /** Where the last page ended. */
  cursor?: string;
}

/** What the fields of a form ask for while it is being filled in. */
export interface FormHost {
  /** Evaluates an expression on the chosen sample item; a new function whenever that would give something else. */
  evaluate: (expression: string, signal: AbortSignal) => Promise<Evaluated>;
  /** Asks for a page of choices; a new function whenever the credentials change. */
  choices: (source: Source, asked: Asked, signal: AbortSignal) => Promise<Choices>;
  /** Asks for the fields of a resource mapper; a new function whenever the credentials change. */
  fields: (source: Source, signal: AbortSignal) => Promise<MapperFields>;
  /** The parameters as they are, for fields whose choices depend on others. */
  parameters: JsonObject;
}

const Context = createContext<FormHost | undefined>(undefined);

export const FormHostProvider = Context.Provider;

export function useFormHost(): FormHost {
  const host = useContext(Context);
  if (host === undefined) throw new Error('A field stands outside of a form');
  return host;
}
