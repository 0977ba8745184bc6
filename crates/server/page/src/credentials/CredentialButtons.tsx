import { useState } from 'react';
import { CredentialDialog } from './CredentialDialog';
import type { CredentialBox } from './useCredentials';

/** The credentials that a node uses, where each comes from, and the way to give one. */
export function CredentialButtons({ wanted, box }: { wanted: string[]; box: CredentialBox }) {
  const [open, setOpen] = useState<string>();
  const types = box.types.filter((type) => wanted.includes(type.name));
  const opened = types.find((type) => type.name === open);
  return (
    <>
      {types.map((type) => {
        const source = sourceOf(type.name, box);
        return (
          <button key={type.name} type="button" className="credential" data-source={source} onClick={() => setOpen(type.name)}>
            <span className="dot" aria-hidden="true" />
            {type.displayName}
            <span className="count">{source}</span>
          </button>
        );
      })}
      {opened && <CredentialDialog type={opened} box={box} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function sourceOf(type: string, box: CredentialBox): string {
  if (box.held[type]) return 'this page';
  return box.states.some((state) => state.type === type && state.stored) ? 'stored' : 'server default';
}
