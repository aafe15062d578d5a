const STORAGE = 'trainability.lectureKey'

/** Whether L starts the lecture from the page. Whoever presses letters by accident, or by voice, can switch it off (WCAG 2.1.4). */
export function lectureKeyIsOn(): boolean {
  try {
    return localStorage.getItem(STORAGE) !== 'off'
  } catch {
    return true
  }
}

/** Keeps the choice on this device. */
export function keepLectureKey(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORAGE)
    else localStorage.setItem(STORAGE, 'off')
  } catch {
    // Storage may be closed to us: the key then stays on.
  }
}
