import { Info, X } from 'lucide-react'

/** Sentences about values of the address that were ignored or changed. */
export function Notices({ notices, dismiss }: { readonly notices: readonly string[]; dismiss(): void }) {
  if (notices.length === 0) return null
  return (
    <div className="notices" role="status">
      <Info aria-hidden="true" />
      <ul>
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      <button type="button" onClick={dismiss} aria-label="Dismiss this note" title="Dismiss this note">
        <X aria-hidden="true" />
      </button>
    </div>
  )
}
