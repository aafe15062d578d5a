const STORAGE = 'trainability.lectureKey'

/** Whether the key L starts the lecture. Readers can switch it off, because a letter can be pressed by accident or by speech input (WCAG 2.1.4). */
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
    // The browser may refuse storage: the key then stays on.
  }
}
