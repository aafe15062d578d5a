/** Texts typed by accident, and hostile ones. */
export const JUNK = [
  ...[
    '',
    ' ',
    '-',
    '-1',
    '0',
    '1e999',
    '1e-320',
    'NaN',
    'Infinity',
    '0x10',
    '1/0',
    '1/3',
    'sqrt(2)',
    '2^10',
    '50 %',
    '0,7',
  ],
  ...['1 024', '١٢', '½', '🦆', '<b>', '"', '&amp;', '..', 'e', '('.repeat(300), '9'.repeat(400), 'a\u0000b', '\ud800'],
]

/** Keys that a reader may press. */
export const KEYS = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'Tab', 'Shift+Tab'],
  ...['Space', 'Enter', 'Escape', 'c', '0', '1', '2', '3', '9', 'Control+z', 'Control+Shift+z'],
]

/** Sizes of the window in CSS pixels. */
export const WINDOWS = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 320, height: 568 },
  { width: 900, height: 400 },
  { width: 1920, height: 1080 },
]
