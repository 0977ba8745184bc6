import { useEffect, useState } from 'react';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const KEY = 'nodewright.theme';

/** Switches between the system's colours, light and dark. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(() => THEMES.find((one) => one === localStorage.getItem(KEY)) ?? 'auto');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(KEY, theme);
  }, [theme]);
  return (
    <fieldset className="segments">
      <legend className="unseen">Colours</legend>
      {THEMES.map((one) => (
        <label key={one}>
          <input type="radio" name="theme" className="unseen" checked={one === theme} onChange={() => setTheme(one)} />
          <span>{one[0]?.toUpperCase() + one.slice(1)}</span>
        </label>
      ))}
    </fieldset>
  );
}
