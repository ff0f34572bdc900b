/** Our own drawings, as the inside of a 24 × 24 picture of strokes. Colour comes from where they stand. */

/** Every drawing. */
export const ICONS = {
  add: '<path d="M12 5v14M5 12h14"/>',
  address: '<path d="M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11z"/><circle cx="12" cy="10" r="2.5"/>',
  alert: '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.2"/>',
  bell: '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15z"/><path d="M10 21h4"/>',
  calendar: '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
  chat: '<path d="M4 5h16v11H11l-4.5 4v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  document: '<path d="M6 3.5h8.5L18.5 7.5v13H6z"/><path d="M14 3.5v4.5h4.5M9 12.5h6.5M9 16h6.5"/>',
  download: '<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14"/>',
  ended: '<path d="M6 12h12"/>',
  exit: '<path d="M14 4.5H5.5v15H14M10.5 12H21M17 8l4 4-4 4"/>',
  help: '<circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.6a2.4 2.4 0 1 1 3.4 2.2c-.8.4-1.1.9-1.1 1.7M12 16.6v.2"/>',
  history: '<path d="M4.5 8.5A8.5 8.5 0 1 1 3.5 12.5M4 4.5v4.5h4.5M12 8v4.5l3 1.7"/>',
  info: '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.7v.2"/>',
  language: '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 2.6 3.5 5.5 3.5 8.5s-.5 5.9-3.5 8.5c-3-2.6-3.5-5.5-3.5-8.5s.5-5.9 3.5-8.5z"/>',
  letters: '<path d="m3 18.5 5-13 5 13M4.7 14h6.6M14 18.5l3.5-9 3.5 9M15.2 15.5h4.6"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  next: '<path d="m9 5.5 6.5 6.5L9 18.5"/>',
  down: '<path d="m5.5 9 6.5 6.5L18.5 9"/>',
  offline: '<path d="M4 9.5a12 12 0 0 1 16 0M7 13a7.5 7.5 0 0 1 10 0M12 17.5v.2M4 4l16 16"/>',
  order: '<path d="M6 3.5h12v17l-3-2-3 2-3-2-3 2z"/><path d="M9.5 8.5h5M9.5 12.5h5"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4.3 3.6-6.5 7.5-6.5s6.9 2.2 7.5 6.5"/>',
  phone: '<path d="M6 3.5h3.5l1.5 4-2 1.7a12 12 0 0 0 5.8 5.8l1.7-2 4 1.5V18a2.5 2.5 0 0 1-2.7 2.5C10 20 4 14 3.5 6.2A2.5 2.5 0 0 1 6 3.5z"/>',
  portrait: '<rect x="4.5" y="3.5" width="15" height="17" rx="2"/><circle cx="12" cy="10" r="2.7"/><path d="M7 20c.4-3.3 2.3-5 5-5s4.6 1.7 5 5"/>',
  prints: '<rect x="3.5" y="3.5" width="12" height="14" rx="1.5"/><path d="M8 20.5h12.5V7"/><circle cx="9.5" cy="9" r="2"/><path d="M6 17c.3-2.6 1.6-4 3.5-4s3.2 1.4 3.5 4"/>',
  shield: '<path d="M12 3.5 5 6v5.5c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6z"/><path d="m9 12 2.2 2.2L15.2 10"/>',
  trash: '<path d="M4.5 6.5h15M9.5 6.5v-3h5v3M6.5 6.5l1 14h9l1-14M10.3 10.5v6M13.7 10.5v6"/>',
} as const satisfies Readonly<Record<string, string>>

/** Their names. */
export type IconName = keyof typeof ICONS
