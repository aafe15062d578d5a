import { useState } from 'react'
import { KEY_LIST } from '../keys/keys'
import { keepLectureKey, lectureKeyIsOn } from '../keys/lectureKey'
import { Dialog } from './Dialog'

/** The list of keys, and the switch of the one that works outside of a lecture. */
export function KeyList({ close }: { close(): void }) {
  const [on, setOn] = useState(lectureKeyIsOn)
  return (
    <Dialog title="Keys" className="lecture-keys" close={close}>
      <dl>
        {KEY_LIST.map(([keys, does]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={on}
          onChange={({ target }) => {
            keepLectureKey(target.checked)
            setOn(target.checked)
          }}
        />
        <span>On the page, L starts the lecture</span>
      </label>
    </Dialog>
  )
}
