import { useId, useState, type KeyboardEvent } from 'react';
import type { Choice } from '../api/types';
import { useChoices } from './useChoices';

interface Props {
  id: string;
  text: string;
  method: string;
  dependsOn: string[];
  placeholder: string;
  describedBy: string;
  invalid: boolean;
  /** What is typed counts, whether the loader knows it or not. */
  onType: (text: string) => void;
  onChoose: (choice: Choice) => void;
  /** Enter where nothing in the list is marked; without it Enter is the form's. */
  onEnter?: () => void;
  onBlur: () => void;
}

/** A text with the loader's choices below it. */
export function Combobox({ id, text, method, dependsOn, placeholder, describedBy, invalid, onType, onChoose, onEnter, onBlur }: Props) {
  const list = useId();
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const [active, setActive] = useState(-1);
  const [asked, setAsked] = useState(false);
  const { choices, loading, more, problem } = useChoices(method, dependsOn, filter, asked);
  const listed = open && choices.length > 0;
  const show = () => {
    setAsked(true);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setFilter('');
    setActive(-1);
  };
  const choose = (choice: Choice) => {
    onChoose(choice);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marked = listed ? choices[active] : undefined;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        show();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        if (choices.length > 0) setActive(active < 0 && step < 0 ? choices.length - 1 : (active + step + choices.length) % choices.length);
        return;
      }
      case 'Enter':
        if (event.ctrlKey || event.metaKey || (marked === undefined && onEnter === undefined)) return;
        event.preventDefault();
        if (marked) choose(marked);
        else onEnter?.();
        return;
      case 'Escape':
        if (open) event.preventDefault();
        close();
    }
  };
  return (
    <div className="combobox">
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={placeholder}
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={listed ? list : undefined}
        aria-activedescendant={listed && active >= 0 ? `${list}-${active}` : undefined}
        aria-describedby={`${id}__choices ${describedBy}`}
        aria-invalid={invalid}
        onFocus={show}
        onClick={show}
        onChange={(event) => {
          show();
          setFilter(event.target.value);
          setActive(-1);
          onType(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          onBlur();
        }}
      />
      {open && loading && choices.length === 0 && <p className="choices empty">Loading…</p>}
      {listed && (
        <ul id={list} role="listbox" className="choices" aria-label="Choices">
          {choices.map((choice, index) => (
            <li
              key={index}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
              ref={(element) => {
                if (index === active) element?.scrollIntoView({ block: 'nearest' });
              }}
            >
              <span>{choice.name}</span>
              {String(choice.value) !== choice.name && <code>{String(choice.value)}</code>}
            </li>
          ))}
          {more && <li role="presentation" className="count">There are more: type to narrow the list.</li>}
        </ul>
      )}
      <output id={`${id}__choices`} className="choices-problem">
        {problem && `The choices could not be loaded: ${problem}. A typed value works too.`}
      </output>
    </div>
  );
}
