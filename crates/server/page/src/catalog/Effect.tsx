import type { Operation } from '../api/types';

const MEANINGS: Record<string, [word: string, meaning: string]> = {
  read: ['read', 'Changes nothing'],
  delete: ['delete', 'Removes something'],
  'idempotent-write': ['write', 'Changes something; the same however often it is sent'],
};

/** What running it does to the service. */
export function Effect({ effect }: { effect: Operation['effect'] }) {
  const [word, meaning] = MEANINGS[effect ?? 'write'] ?? ['write', 'Changes something each time it is sent'];
  return (
    <span className={`effect effect-${word}`} title={meaning}>
      {word}
    </span>
  );
}
