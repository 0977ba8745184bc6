import type { Operation } from '../api/types';

const WORDS: Record<string, string> = { read: 'read', delete: 'delete' };

/** Whether running it changes anything. */
export function Effect({ effect }: { effect: Operation['effect'] }) {
  const word = WORDS[effect] ?? 'write';
  return <span className={`effect effect-${word}`}>{word}</span>;
}
