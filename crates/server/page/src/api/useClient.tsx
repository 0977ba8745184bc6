import { useState, type ReactNode } from 'react';
import { Client } from './client';
import { TokenDialog } from './TokenDialog';

interface Asked {
  refused: boolean;
  answer: (token: string) => void;
}

/** The client, and the dialog in which it asks for a token. */
export function useClient(): [Client, ReactNode] {
  const [asked, setAsked] = useState<Asked>();
  const [client] = useState(() => new Client((refused) => new Promise((answer) => setAsked({ refused, answer }))));
  const answer = (token: string) => {
    setAsked(undefined);
    asked?.answer(token);
  };
  return [client, asked && <TokenDialog refused={asked.refused} onToken={answer} />];
}
