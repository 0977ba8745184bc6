import type { Choice } from '../api/types';

interface Props {
  id: string;
  choices: Choice[];
  active: number;
  more: boolean;
  onChoose: (choice: Choice) => void;
}

/** The list below a combobox, which keeps the focus: it tells which choice is marked by its id. */
export function ChoiceList({ id, choices, active, more, onChoose }: Props) {
  return (
    <ul id={id} role="listbox" className="choices" aria-label="Choices">
      {choices.map((choice, index) => (
        <li
          key={index}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: 'nearest' });
          }}
        >
          <span>{choice.name}</span>
          {String(choice.value) !== choice.name && <code>{String(choice.value)}</code>}
        </li>
      ))}
      {more && (
        <li role="presentation" className="count">
          There are more: type to narrow the list.
        </li>
      )}
    </ul>
  );
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
