import type { WorkStore } from './workStore'

/** Fills in the reader's notes, and keeps what they write. A part with a note shows it. */
export function keepNotes(store: WorkStore): void {
  const sheets = [...document.querySelectorAll<HTMLTextAreaElement>('[data-note]')]
  const show = () => {
    for (const sheet of sheets) {
      const text = store.get().notes[sheet.dataset.note ?? '']?.text ?? ''
      // A note that is being written here is not replaced by one from another tab.
      if (sheet !== document.activeElement && sheet.value !== text) sheet.value = text
      showOnPaper(sheet)
    }
  }
  for (const sheet of sheets)
    sheet.addEventListener('input', () => {
      store.putNote(sheet.dataset.note ?? '', sheet.value)
      showOnPaper(sheet)
    })
  store.subscribe(show)
  show()
  for (const sheet of sheets) if (sheet.value !== '') sheet.closest('details')?.setAttribute('open', '')
}

/** A field shows no more than its height on paper. */
function showOnPaper(sheet: HTMLTextAreaElement): void {
  const paper = sheet.nextElementSibling
  if (paper) paper.textContent = sheet.value
  sheet.closest('details')?.toggleAttribute('data-empty', sheet.value.trim() === '')
}
