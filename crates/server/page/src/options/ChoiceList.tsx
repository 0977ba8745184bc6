import type { MouseEvent } from 'react';
import type { Choice } from '../api/types';

interface Props {
  id: string;
  choices: Choice[];
  /** The entry that is marked; the one after the choices loads more of them. */
  active: number;
  more: boolean;
  loading: boolean;
  onChoose: (choice: Choice) => void;
  onMore: () => void;
}

/** The list below a combobox, which keeps the focus: it tells which entry is marked by its id. */
export function ChoiceList({ id, choices, active, more, loading, onChoose, onMore }: Props) {
  const entry = (index: number, onClick: () => void) => ({
    id: optionId(id, index),
    role: 'option',
    'aria-selected': index === active,
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick,
    ref: (element: HTMLLIElement | null) => {
      if (index === active) element?.scrollIntoView({ block: 'nearest' });
    },
  });
  return (
    <ul id={id} role="listbox" className="choices" aria-label="Choices">
      {choices.map((choice, index) => (
        <li key={index} {...entry(index, () => onChoose(choice))}>
          <span>{choice.name}</span>
          {String(choice.value) !== choice.name && <code>{String(choice.value)}</code>}
        </li>
      ))}
      {more && (
        <li key="more" className="more" {...entry(choices.length, onMore)}>
          {loading ? 'Loading…' : 'Load more'}
        </li>
      )}
    </ul>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
