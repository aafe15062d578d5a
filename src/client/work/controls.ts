import { download } from '../../ui/export/download'
import { readWork, workText } from './work'
import { UNREAD_KEY, type WorkStore } from './workStore'

/** The largest file that is read, in characters. */
const MAX_FILE = 5_000_000

/** The buttons of the reader's work: save to a file, read a file, forget; and the switch of what figures hold back. */
export function offerWork(store: WorkStore): void {
  const says = document.querySelector('[data-work-says]')
  const say = (text: string) => {
    if (says) says.textContent = text
  }
  const on = (name: string, run: (button: HTMLButtonElement) => void) => {
    const button = document.querySelector<HTMLButtonElement>(`[data-work="${name}"]`)
    button?.addEventListener('click', () => run(button))
  }
  const file = document.querySelector<HTMLInputElement>('[data-work-file]')
  on('export', () => {
    download('trainability-work.json', new Blob([workText(store.get())], { type: 'application/json' }))
    say('Your work is saved to the file trainability-work.json.')
  })
  on('import', () => file?.click())
  file?.addEventListener('change', async () => {
    const [chosen] = file.files ?? []
    if (chosen) say(takeIn(store, chosen.size > MAX_FILE ? '' : await chosen.text(), chosen.name))
    // The same file may be chosen again.
    file.value = ''
  })
  on('forget', (button) => {
    if (button.dataset.sure === undefined) {
      button.dataset.sure = ''
      button.textContent = 'Forget all answers, notes and places?'
      say('Press the button again to forget everything. It cannot be taken back.')
      button.addEventListener('blur', () => settle(button), { once: true })
      return
    }
    store.forgetAll()
    settle(button)
    say('Everything is forgotten.')
  })
  if (store.hasUnread)
    say(`Some of the work stored in this browser could not be read. Its text is kept in the storage as ${UNREAD_KEY}.`)
  offerAskFirst(store)
}

function settle(button: HTMLButtonElement): void {
  delete button.dataset.sure
  button.textContent = 'Forget everything'
}

/** Adds the work of a file, and returns a message about the result. An entry of the browser stays unless the file has a later one. */
function takeIn(store: WorkStore, text: string, name: string): string {
  const read = readWork(text)
  if ('fault' in read)
    return read.fault === 'newer'
      ? `${name} was made by a later version of this book: nothing was read, and nothing is lost.`
      : `${name} is not a file of answers from this book: nothing was read, and nothing is lost.`
  const { work, ignored } = read
  store.add(work)
  const counts = [
    counted(Object.keys(work.answers).length, 'answer'),
    counted(Object.keys(work.notes).length, 'note'),
  ].join(' and ')
  const left =
    ignored > 0
      ? ` ${counted(ignored, 'entry', 'entries')} could not be read and ${ignored === 1 ? 'was' : 'were'} left out.`
      : ''
  return `${counts} read from ${name}; where both had one, the later stays.${left}${store.losing ? ` ${store.losing}` : ''}`
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

function offerAskFirst(store: WorkStore): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('[data-ask-first]')]
  const show = () => {
    for (const box of boxes) box.checked = store.get().askFirst
  }
  for (const box of boxes) box.addEventListener('change', () => store.askFirst(box.checked))
  store.subscribe(show)
  show()
}
