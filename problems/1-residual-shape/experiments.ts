/** The experiments of this page, a file each. */
export { adapter } from './adapter'
export { lattice } from './lattice'
export { skipPath as 'skip-path' } from './skipPath'
export { training } from './training'
