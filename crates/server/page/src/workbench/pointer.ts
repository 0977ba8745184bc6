let pressed = false;
addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (pressed = false), true);

/** Calls back once no pointer is pressed. What moves under a pressed one, as when an error comes in, loses the click. */
export function onceReleased(then: () => void): void {
  if (pressed) addEventListener('pointerup', () => setTimeout(then), { once: true });
  else then();
}
