/** Two nodes and the wire between them, as in icon.svg. */
export function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#4f46e5" />
      <path d="M10 21V11l12 10V11" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="10" cy="21" r="2.6" fill="#c7d2fe" />
      <circle cx="22" cy="11" r="2.6" fill="#c7d2fe" />
    </svg>
  );
}
