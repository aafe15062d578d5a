const frame = { viewBox: '0 0 16 16', width: 16, height: 16, fill: 'none', stroke: 'currentColor', 'aria-hidden': true }

/** Half light, half dark. */
export const Contrast = () => (
  <svg {...frame}>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
  </svg>
)

/** A screen on the wall. */
export const Screen = () => (
  <svg {...frame}>
    <path d="M1.5 2.5h13M2.5 2.5v8h11v-8M8 10.5v2M5 14l3-1.5 3 1.5" />
  </svg>
)
