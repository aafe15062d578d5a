const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

/** The theme and projector buttons. The choice is applied before paint by the script in index.html; here it is changed and kept. */
export function offerTheme(): void {
  const page = document.documentElement.dataset
  const theme = document.querySelector('[data-theme-toggle]')
  const projector = document.querySelector('[data-projector-toggle]')

  const current = (): Theme => THEMES.find((name) => name === page.theme) ?? 'system'
  const next = (): Theme => THEMES[(THEMES.indexOf(current()) + 1) % THEMES.length] ?? 'system'
  const show = () => {
    const label = theme?.querySelector('span')
    if (label) label.textContent = { system: 'System', light: 'Light', dark: 'Dark' }[current()]
    theme?.setAttribute('aria-label', `Theme: ${current()}. Change to ${next()}`)
    projector?.setAttribute('aria-pressed', String(page.projector === 'on'))
  }

  theme?.addEventListener('click', () => {
    const chosen = next()
    if (chosen === 'system') delete page.theme
    else page.theme = chosen
    keep('theme', chosen === 'system' ? undefined : chosen)
    show()
  })
  projector?.addEventListener('click', () => {
    const on = page.projector !== 'on'
    if (on) page.projector = 'on'
    else delete page.projector
    keep('projector', on ? 'on' : undefined)
    show()
  })
  // The theme of all tabs is one. A projector is one window alone.
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== null && key !== 'trainability.theme') return
    if (newValue === 'light' || newValue === 'dark') page.theme = newValue
    else delete page.theme
    show()
  })
  show()
}

function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`trainability.${name}`)
    else localStorage.setItem(`trainability.${name}`, value)
  } catch {
    // The browser may refuse storage: the choice then lasts until the page is closed.
  }
}
